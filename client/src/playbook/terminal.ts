import * as vscode from "vscode";
import type { LiveRun } from "./live";

/** Shows what the programs of each run say, in a terminal of its own. Nothing that is typed there reaches a program. */
export class Terminals implements vscode.Disposable {
  readonly #open = new Map<string, { readonly terminal: vscode.Terminal; readonly output: Output }>();
  readonly #closing = vscode.window.onDidCloseTerminal((closed) => {
    for (const [id, { terminal }] of this.#open) if (terminal === closed) this.#open.delete(id);
  });

  write(run: LiveRun, text: string): void {
    const { id, playbook } = run.stored.state;
    let open = this.#open.get(id);
    if (!open) {
      const output = new Output();
      open = {
        output,
        terminal: vscode.window.createTerminal({ name: playbook.title, pty: output, iconPath: new vscode.ThemeIcon("rocket") }),
      };
      open.terminal.show(true);
      this.#open.set(id, open);
    }
    open.output.write(text);
  }

  dispose(): void {
    this.#closing.dispose();
    for (const { terminal } of this.#open.values()) terminal.dispose();
  }
}

class Output implements vscode.Pseudoterminal {
  readonly #writes = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#writes.event;
  #isOpen = false;
  #before = "";

  open(): void {
    this.#isOpen = true;
    this.#writes.fire(this.#before);
    this.#before = "";
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Plain text: what a program prints must not steer the terminal. */
  write(text: string): void {
    const plain = text.replace(/[^\P{Cc}\n\t]/gu, "").replaceAll("\n", "\r\n");
    if (this.#isOpen) this.#writes.fire(plain);
    else this.#before += plain;
  }
}
