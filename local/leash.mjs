// Loaded into every process that the supervisor starts: ends it, politely, when the supervisor is gone without having said goodbye.
if (process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
