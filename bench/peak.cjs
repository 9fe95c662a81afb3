/** Loaded into a measured process before its own program: leaves behind the most memory the process ever held, in kilobytes. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.PLIMSOLL_BENCH_PEAK, String(process.resourceUsage().maxRSS)));
