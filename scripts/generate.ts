import { outdated, write } from "./generate/files";
import { firstStage } from "./generate/index";

const files = firstStage();
const changed = outdated(files);
write(files.filter((file) => changed.includes(file.path)));
console.log(changed.length ? `written: ${changed.join(", ")}` : "everything generated is up to date");
