/** Runs are stored under keys that begin so. */
export const RUN_KEY = "plimsoll.run.";
