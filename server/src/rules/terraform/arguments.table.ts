import type { ArgumentRow } from "./argument-row.table";
import { ARGUMENT_ROWS } from "./argument-values.table";
import { COMPUTE_ROWS } from "./compute-arguments.table";
import { DATA_STORE_ROWS } from "./data-store-arguments.table";
import { DESIGN_ROWS } from "./design-arguments.table";
import { EDGE_ROWS } from "./edge-arguments.table";
import { LIFECYCLE_ROWS } from "./lifecycle-arguments.table";
import { OPERATIONS_ROWS } from "./operations-arguments.table";
import { SERVICE_ARGUMENT_ROWS } from "./service-arguments.table";
import { SHARED_ROWS } from "./shared-arguments.table";

/** All rows, service by service. */
export const ALL_ARGUMENT_ROWS: readonly ArgumentRow[] = [
  ...ARGUMENT_ROWS,
  ...SERVICE_ARGUMENT_ROWS,
  ...DATA_STORE_ROWS,
  ...COMPUTE_ROWS,
  ...DESIGN_ROWS,
  ...EDGE_ROWS,
  ...LIFECYCLE_ROWS,
  ...OPERATIONS_ROWS,
  ...SHARED_ROWS,
];
