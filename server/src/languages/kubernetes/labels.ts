type Labels = Readonly<Record<string, string>>;

/** Whether a selector of equalities matches labels. An empty selector matches nothing here: a Service with one has no endpoints of ours. */
export const selects = (selector: Labels, labels: Labels): boolean =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Whether a policy's or budget's selector of equalities matches labels: an empty one matches every pod of its namespace. */
export const covers = (selector: Labels, labels: Labels): boolean => Object.keys(selector).length === 0 || selects(selector, labels);
