import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { InitializationOptions, Neighbours } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import { speak } from "../../server/src/l10n";
import { registerCommands } from "./commands";
import { followBuildKit } from "./buildkit";
import { COMMANDS, LANGUAGE_IDS, TELLING_FILES } from "./contributions";
import { editorsLanguage } from "./language";
import { isOurs } from "./ours";
import type { Playbooks } from "./playbook/playbooks";
import type { Local } from "./playbook/machine";
import { LazyPlaybooks } from "./playbook/register";
import { RolloutPreviews } from "./rollout/preview";
import { StatusItem } from "./status";

/** What differs between Node and the browser. The library that talks to a server is loaded with the first client: it is most of the bundle. */
export interface Runtime {
  createClient(options: LanguageClientOptions): Promise<BaseLanguageClient>;
  /** More initialization options, such as the wasm a worker cannot read itself. */
  initializationOptions(): Promise<Partial<InitializationOptions>>;
  /** What starts programs; undefined in a browser. */
  local(): Promise<Local | undefined>;
}

/** What tests and other extensions get from `activate`. */
export interface Api {
  /** Whether the server runs; it starts with the first file that is ours. */
  readonly running: () => boolean;
  /** Resolves when the server is up. */
  readonly ready: Promise<void>;
  /** Resolves when the extension has looked at the workspace and decided whether to start the server. */
  readonly considered: Promise<void>;
  /** The playbooks and their runs, loaded when they are first asked for. */
  readonly playbooks: () => Promise<Playbooks>;
}

speak(editorsLanguage);

let running: ClientSession | undefined;

/** Ends the server's process. */
export async function stop(): Promise<void> {
  await running?.stop();
}

/** Composes the extension. The server starts when a file of ours is open or the workspace has one, and not before. */
export function start(context: vscode.ExtensionContext, runtime: Runtime): Api {
  const output = vscode.window.createOutputChannel("Plimsoll", { log: true });
  const session = new ClientSession(context, runtime, output);
  running = session;
  const playbooks = new LazyPlaybooks(context, session, () => runtime.local());
  context.subscriptions.push(
    output,
    session,
    playbooks,
    new RolloutPreviews(context, session),
    ...registerCommands(context, session, output),
  );
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => {
      session.consider(document);
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) session.consider(editor.document);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      session.consider(document);
    }),
  );
  for (const document of vscode.workspace.textDocuments) session.consider(document);
  return {
    running: () => session.client !== undefined,
    ready: session.ready,
    considered: session.considerWorkspace(),
    playbooks: () => playbooks.load(),
  };
}

export class ClientSession implements vscode.Disposable {
  client: BaseLanguageClient | undefined;
  readonly ready: Promise<void>;
  readonly #status: StatusItem;
  #resolveReady: () => void = () => undefined;
  #starting: Promise<void> | undefined;
  readonly #subscriptions: { dispose(): unknown }[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly runtime: Runtime,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.#status = new StatusItem();
    this.#subscriptions.push(this.#status);
    this.ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
  }

  /** Starts the server for a document of ours. */
  consider(document: vscode.TextDocument): void {
    if (!this.#starting && isOurs(document)) void this.start();
  }

  /** Starts the server when a file of the workspace says by its name that it is ours. */
  async considerWorkspace(): Promise<void> {
    const [found] = await vscode.workspace.findFiles(
      `{${TELLING_FILES.join(",")}}`,
      "**/{node_modules,.terraform,vendor,dist,build}/**",
      1,
    );
    if (found && !this.#starting) await this.start();
  }

  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.client?.stop();
    await this.client?.dispose();
    this.client = undefined;
    this.#starting = undefined;
    await this.start();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Called by `deactivate`: the server's process ends with it. */
  async stop(): Promise<void> {
    await this.client?.stop();
  }

  async #start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration("plimsoll");
    const { bundle: sentences } = vscode.l10n;
    const initializationOptions: InitializationOptions = {
      diagnosticsScope: settings.get("diagnostics.scope", "openFiles"),
      neighbours: neighbours(),
      explainCommand: COMMANDS.explainRule.command,
      ...(sentences ? { sentences } : {}),
      ...(await this.runtime.initializationOptions()),
    };
    const client = await this.runtime.createClient({
      documentSelector: LANGUAGE_IDS.map((language) => ({ language })),
      outputChannel: this.output,
      initializationOptions,
      diagnosticCollectionName: "plimsoll",
      diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
      synchronize: { fileEvents: watchers(this.#subscriptions) },
      middleware: { provideCodeLenses: (document, token, next) => (codeLenses() ? next(document, token) : []) },
    });
    this.client = client;
    await client.start();
    const tellNeighbours = () => {
      void client.sendNotification(METHODS.neighbours, neighbours());
    };
    this.#subscriptions.push(
      vscode.extensions.onDidChange(tellNeighbours),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("yaml.schemas")) tellNeighbours();
      }),
    );
    this.#subscriptions.push(followBuildKit(client));
    this.#status.follow(client);
    this.output.info("language server started");
    this.#resolveReady();
  }
}

const codeLenses = (): boolean => vscode.workspace.getConfiguration("plimsoll").get("codeLens.enabled", true);

/** Extensions that show some of the same; installed ones count, because they wake up for the same files. */
function neighbours(): Neighbours {
  const has = (...ids: string[]) => ids.some((id) => vscode.extensions.getExtension(id) !== undefined);
  return {
    yaml: has("redhat.vscode-yaml"),
    kubernetesSchema: mapsKubernetes(vscode.workspace.getConfiguration("yaml").get("schemas")),
    kubernetes: has("ms-kubernetes-tools.vscode-kubernetes-tools"),
    docker: has("docker.docker", "ms-azuretools.vscode-docker", "ms-azuretools.vscode-containers"),
    terraform: has("hashicorp.terraform", "opentofu.vscode-opentofu"),
  };
}

/** `yaml.schemas` maps the name or address of a schema to globs; that of Kubernetes is called `kubernetes`. */
const mapsKubernetes = (schemas: unknown): boolean =>
  typeof schemas === "object" && schemas !== null && Object.keys(schemas).some((schema) => /kubernetes/i.test(schema));

function watchers(subscriptions: { dispose(): unknown }[]): vscode.FileSystemWatcher[] {
  const patterns = [
    "**/*.{yaml,yml,json,tf,tofu,tfvars,env,dockerfile}",
    "**/{Dockerfile,Containerfile,Kustomization}*",
    "**/{.env,.env.*,.dockerignore,*.dockerignore}",
  ];
  const created = patterns.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
  subscriptions.push(...created);
  return created;
}
