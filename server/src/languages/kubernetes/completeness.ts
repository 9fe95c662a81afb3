import type { Scope } from "../../core/scope";
import { scopeParts } from "../../core/scope";
import { helmChart } from "../helm/values";

/**
 * Whether the objects a scope shows are all it deploys, so that a rule may say that one is missing: a chart without dependencies. A folder
 * never is: somebody may apply another one beside it.
 */
export function isComplete(scope: Scope): boolean {
  if (scopeParts(scope.id).kind !== "chart") return false;
  const [chart] = scope.all(helmChart);
  return chart !== undefined && !chart.value.dependencies;
}
