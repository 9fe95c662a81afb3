/** Terraform as an AWS team writes it: a service with its bucket, role, security group and logs. */

/** @param {import("../random.mjs").Random} random @param {number} number @returns {Iterable<string>} the blocks of one service */
export function* blocks(random, number) {
  const name = `service_${number}`;
  yield `# ${name}
variable "${name}_size" {
  description = "How many instances ${name} runs"
  type        = number
  default     = ${1 + random.below(5)}
}

locals {
  ${name}_tags = merge(var.tags, {
    Service = "${name}"
    Tier    = "${random.pick(["web", "data", "batch"])}"
  })
}
`;
  yield `
resource "aws_security_group" "${name}" {
  name        = "${name}-\${var.environment}"
  description = "Who may talk to ${name}"
  vpc_id      = var.vpc_id

  ingress {
    description = "from the load balancer"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ${random.chance(0.1) ? '["0.0.0.0/0"]' : "[var.vpc_cidr]"}
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = local.${name}_tags
}
`;
  yield `
resource "aws_s3_bucket" "${name}" {
  bucket        = "example-${name.replaceAll("_", "-")}-\${var.environment}"
  force_destroy = ${random.chance(0.2)}
  tags          = local.${name}_tags
}
`;
  yield `
resource "aws_s3_bucket_public_access_block" "${name}" {
  bucket                  = aws_s3_bucket.${name}.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = ${random.chance(0.9)}
}
`;
  yield `
resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/example/${name}"
${random.chance(0.7) ? "  retention_in_days = 30\n" : ""}  tags              = local.${name}_tags
}
`;
  yield `
resource "aws_iam_role" "${name}" {
  name = "${name}-\${var.environment}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}
`;
  yield `
resource "aws_instance" "${name}" {
  count                  = var.${name}_size
  ami                    = data.aws_ami.base.id
  instance_type          = "${random.pick(["t3.small", "m7g.large", "c7g.xlarge"])}"
  vpc_security_group_ids = [aws_security_group.${name}.id]

  user_data = <<-EOT
    #!/bin/sh
    echo "SERVICE=${name}" > /etc/service
  EOT

  metadata_options {
    http_tokens = "${random.chance(0.8) ? "required" : "optional"}"
  }

  root_block_device {
    encrypted   = true
    volume_type = "${random.chance(0.2) ? "gp2" : "gp3"}"
  }

  tags = local.${name}_tags
}

output "${name}_bucket" {
  value = aws_s3_bucket.${name}.arn
}

`;
}
