// Loaded into every process that the supervisor starts: ends it, politely, when the supervisor is gone without having said goodbye.
// Processes that those start in turn inherit the option, but talk over a channel of their own, which is left alone.
if (process.channel && process.ppid === Number(process.env.SUPERVISOR_PID)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
