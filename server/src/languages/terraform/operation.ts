import type { Place } from "../../core/place";
import type { Value } from "./value";
import { booleanOf, numberOf, scalar, textOf } from "./value";

/** The result of an operator; undefined where the operands do not decide it. */
export function operate(operator: string, operands: readonly Value[], place: Place): Value | undefined {
  const [left, right] = operands;
  if (!left) return undefined;
  if (!right) return operateOnOne(operator, left, place);
  switch (operator) {
    case "&&":
    case "||": {
      const decisive = operator === "||";
      const sides = [booleanOf(left), booleanOf(right)];
      if (sides.includes(decisive)) return scalar(decisive, place);
      return sides.includes(undefined) ? undefined : scalar(!decisive, place);
    }
    case "==":
    case "!=": {
      const same = sameValue(left, right);
      return same === undefined ? undefined : scalar(same === (operator === "=="), place);
    }
    default: {
      const [a, b] = [numberOf(left), numberOf(right)];
      const result = a === undefined || b === undefined ? undefined : calculate(operator, a, b);
      return result === undefined ? undefined : scalar(result, place);
    }
  }
}

function operateOnOne(operator: string, operand: Value, place: Place): Value | undefined {
  if (operator === "!") {
    const truth = booleanOf(operand);
    return truth === undefined ? undefined : scalar(!truth, place);
  }
  const number = numberOf(operand);
  return operator === "-" && number !== undefined ? scalar(-number, place) : undefined;
}

function sameValue(left: Value, right: Value): boolean | undefined {
  const isNull = (value: Value) => value.kind === "scalar" && value.value === null;
  if (isNull(left) || isNull(right)) {
    const other = isNull(left) ? right : left;
    return other.kind === "unknown" ? undefined : isNull(other);
  }
  const [a, b] = [textOf(left), textOf(right)];
  return a === undefined || b === undefined ? undefined : a === b;
}

function calculate(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : a / b;
    case "%":
      return b === 0 ? undefined : a % b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return undefined;
  }
}
