import { rmSync } from "node:fs";
import { makeTemplate } from "./world.ts";

/** Before all specs: the demo database, once. After them: it goes. */
export default function setup(): () => void {
  const folder = makeTemplate();
  process.env.ESCALE_TEST_TEMPLATE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
