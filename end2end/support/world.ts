// A server of its own on its own copy of the demo database: what one spec file changes,
// no other sees, whatever the order they run in.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** One Thursday evening. */
const TODAY = "2026-03-12T18:30:00";
const READY_SECONDS_MAX = 30;
const escale = resolve(import.meta.dirname, process.env.ESCALE ?? "../../target/debug/escale");

export class World {
  private constructor(
    readonly address: string,
    readonly log: string,
    private readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  static async open(): Promise<World> {
    const folder = folderFor("world");
    cpSync(process.env.ESCALE_TEST_TEMPLATE ?? "", folder, { recursive: true });
    const listen = `127.0.0.1:${await freePort()}`;
    const log = join(folder, "server.log");
    const output = openSync(log, "w");
    const flags = ["--database-url", database(folder), "--listen", listen, "--today", TODAY];
    const server = spawn(escale, ["serve", ...flags], { stdio: ["ignore", output, output] });
    closeSync(output);
    process.once("exit", () => server.kill("SIGKILL"));
    const world = new World(`http://${listen}`, log, folder, server);
    await world.ready();
    return world;
  }

  /** The world is thrown away: nothing in it is worth an orderly end. */
  async close(): Promise<void> {
    if (this.runs()) {
      const ended = new Promise((resolve) => this.server.once("exit", resolve));
      this.server.kill("SIGKILL");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private runs(): boolean {
    return this.server.exitCode === null && this.server.signalCode === null;
  }

  private async ready(): Promise<void> {
    const end = Date.now() + READY_SECONDS_MAX * 1000;
    while (Date.now() < end && this.runs()) {
      const answer = await fetch(`${this.address}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resume) => setTimeout(resume, 25));
    }
    this.server.kill("SIGKILL");
    throw new Error(`the server is not ready:\n${readFileSync(this.log, "utf8")}`);
  }
}

/** The demo world every other is a copy of; its folder. */
export function makeTemplate(): string {
  const folder = folderFor("template");
  const flags = ["--database-url", database(folder), "--seed", "1", "--size", "small", "--today", TODAY];
  execFileSync(escale, ["demo", ...flags], { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
  return folder;
}

function folderFor(purpose: string): string {
  return mkdtempSync(join(tmpdir(), `escale-${purpose}-`));
}

function database(folder: string): string {
  return `sqlite://${join(folder, "escale.db")}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
