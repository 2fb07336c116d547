// Loaded before the program: injects a fault at one of its file system calls. `Fault` in fault.ts selects the kind: a
// signal, an error of the call, or JavaScript that runs before the call. With call 0, no fault occurs and the number of
// calls is written to `report`.
const { isMainThread } = require("node:worker_threads");
const fs = require("node:fs");

const CHANGES = [
  "writeSync",
  "writevSync",
  "writeFileSync",
  "appendFileSync",
  "fsyncSync",
  "renameSync",
  "rmSync",
];
const ERRORS = { openSync: "EROFS", mkdirSync: "EROFS", writevSync: "ENOSPC" };

if (isMainThread && process.env.ASSETS_FAULT) {
  const fault = JSON.parse(process.env.ASSETS_FAULT);
  delete process.env.ASSETS_FAULT;
  if (fault.threads) require("node:os").availableParallelism = () => fault.threads;
  const real = { ...fs };
  const paths = new Map();
  let [calls, workers, acts] = [0, 0, false];
  const threads = require("node:worker_threads");
  threads.Worker = class extends threads.Worker {
    constructor(...args) {
      super(...args);
      workers++;
    }
  };

  const at = (on, path, name, args = []) => {
    if (acts || fault.on !== on || (fault.path && !String(path).endsWith(fault.path))) return;
    if ((fault.threads && workers === 0) || ++calls !== fault.call) return;
    acts = true;
    // Simulates a full disk, or the end of the process, during a call.
    if (name === "writevSync" && ["error", "SIGKILL"].includes(fault.do))
      real.writeSync(args[0], args[1][0].subarray(0, args[1][0].length / 2));
    if (fault.do === "error") {
      const code = ERRORS[name] ?? "EIO";
      acts = false;
      throw Object.assign(new Error(`${code}: so it is said, ${name}`), { code });
    }
    if (fault.do.startsWith("SIG")) process.kill(process.pid, fault.do);
    else new Function("require", fault.do)(require);
    acts = false;
  };

  for (const name of [...CHANGES, "mkdirSync", "fchmodSync"]) {
    fs[name] = (...args) => {
      at("change", undefined, name, args);
      return real[name](...args);
    };
  }
  fs.fsync = (file, done) => {
    try {
      at("change", undefined, "fsync");
    } catch (error) {
      return done(error);
    }
    return real.fsync(file, done);
  };
  fs.openSync = (path, flags, ...rest) => {
    // Flags without any of these bits open the file for reading.
    const reads = flags === "r" || (typeof flags === "number" && (flags & 3) === 0);
    at(reads ? "open" : "change", path, "openSync");
    const file = real.openSync(path, flags, ...rest);
    paths.set(file, path);
    return file;
  };
  fs.readSync = (file, ...rest) => {
    at("read", paths.get(file), "readSync");
    return real.readSync(file, ...rest);
  };
  fs.closeSync = (file) => {
    real.closeSync(file);
    at("closed", paths.get(file), "closeSync");
  };
  for (const name of fault.coarse ? ["statSync", "fstatSync"] : []) {
    fs[name] = (...args) => {
      const stats = real[name](...args);
      for (const time of ["mtimeMs", "ctimeMs"])
        if (stats) stats[time] = Math.floor(stats[time] / 2000) * 2000;
      return stats;
    };
  }
  if (fault.report) process.on("exit", () => real.writeFileSync(fault.report, String(calls)));
}
