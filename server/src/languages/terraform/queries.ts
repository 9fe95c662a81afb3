import type { Query, Reading } from "../../core/rule";
import { query, sharedQuery } from "../../core/rule";
import type { TerraformBlock } from "./block";
import { blocksOf } from "./block";
import { settingsOf } from "./setting";
import type { Setting } from "./setting";

const ofType = (type: string, kinds: readonly string[] = []): Query<TerraformBlock> =>
  query(["terraform"], (reading) =>
    blocksOf(reading).filter((block) => block.type === type && (!kinds.length || kinds.includes(block.kind))),
  );

/** Every top-level block. */
export const blocks: Query<TerraformBlock> = query(["terraform"], blocksOf);

/** The parts themselves, for what is about their text. */
export const parts: Query<Reading> = query(["terraform"], (reading) => [reading]);

/** Resources of these types; of all types when none is given. */
export const resources = sharedQuery((...kinds: string[]): Query<TerraformBlock> => ofType("resource", kinds));

/** Data sources of these types; of all types when none is given. */
export const dataSources = sharedQuery((...kinds: string[]): Query<TerraformBlock> => ofType("data", kinds));

export const modules: Query<TerraformBlock> = ofType("module");
export const variables: Query<TerraformBlock> = ofType("variable");
export const outputs: Query<TerraformBlock> = ofType("output");
export const providers: Query<TerraformBlock> = ofType("provider");
/** The `terraform` blocks: versions and backends. */
export const terraformBlocks: Query<TerraformBlock> = ofType("terraform");

/** The backend blocks inside them. */
export const backends: Query<TerraformBlock> = query(["terraform"], (reading) =>
  blocksOf(reading)
    .filter((block) => block.type === "terraform")
    .flatMap((block) => block.blocks("backend")),
);

/** The settings of `.tfvars` files. */
export const settings: Query<Setting> = query(["tfvars"], settingsOf);
