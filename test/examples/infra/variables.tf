variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "db_password" {
  type    = string
  default = "tr0ub4dor-and-3"
}

locals {
  office     = "0.0.0.0/0" # until the new line is there
  bucket_acl = "public-read"
}
