resource "aws_iam_policy" "deploy" {
  name = "shop-deploy"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}

output "db_password" {
  value = var.db_password
}
