export const RULE_IDS: readonly string[] = ["kubernetes/privileged-container", "plimsoll/invalid-configuration"];
