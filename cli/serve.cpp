#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "cli/commands.h"
#include "server/log.h"
#include "server/server.h"

namespace pramen::cli {

int serve(const ServeOptions& options) {
  server::Settings settings;
  try {
    settings = server::load_settings(options.config);
  } catch (const std::runtime_error& error) {
    fmt::print(stderr, "pramen: {}\n", error.what());
    return wrong_usage;
  }
  if (!options.database.empty()) settings.database = options.database;
  if (!options.corpus.empty()) settings.corpus = options.corpus;
  if (settings.database.empty()) {
    fmt::print(stderr, "pramen: --db is required, or the setting `database`\n");
    return wrong_usage;
  }
  try {
    if (!options.listen.empty()) server::set_listen(settings, options.listen);
  } catch (const std::invalid_argument& error) {
    fmt::print(stderr, "pramen: {}\n", error.what());
    return wrong_usage;
  }
  const bool json = settings.log_format == "json";
  server::use_log_format(json ? server::LogFormat::json : server::LogFormat::text);
  if (options.verbose) spdlog::set_level(spdlog::level::debug);

  // Blocked before any thread starts, so that only the waiting thread sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  server::Server server(settings);
  const std::string host = settings.host.find(':') == std::string::npos ? settings.host : "[" + settings.host + "]";
  const std::string listens = fmt::format("Prameň listens on http://{}:{}/", host, server.port());
  if (json)
    spdlog::info(listens);
  else
    fmt::print(stderr, "{}\n", listens);
  std::atomic<bool> asked = false, ended = false;
  std::thread waiter([&] {
    int received = 0;
    sigwait(&signals, &received);
    asked = !ended;
    server.stop();
  });
  server.run();
  // run() also ends when the socket fails; wake the waiter then.
  ended = true;
  pthread_kill(waiter.native_handle(), SIGTERM);
  waiter.join();
  return asked ? done : machine_failed;
}

}  // namespace pramen::cli
