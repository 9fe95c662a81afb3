module "vpc" {
  source = "terraform-aws-modules/vpc/aws"

  name = "shop"
  cidr = "10.0.0.0/16"
}

resource "aws_security_group" "bastion" {
  name   = "shop-admin"
  vpc_id = module.vpc.vpc_id

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [local.office]
  }
}

resource "aws_s3_bucket" "assets" {
  bucket = "shop-assets"
}

resource "aws_s3_bucket_acl" "assets" {
  bucket = aws_s3_bucket.assets.id
  acl    = local.bucket_acl
}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  allocated_storage = 50
  username          = "orders"
  password          = var.db_password
}

resource "aws_cloudwatch_log_group" "orders" {
  name = "/shop/orders"
}
