#include "tests/server/world.h"

#include <stdexcept>

#include "indexer/builder.h"

namespace pramen::tests {

const std::filesystem::path& bundled_database() {
  static const TemporaryFolder folder;
  static const std::filesystem::path database = [] {
    indexer::BuildOptions options;
    options.corpus = bundled_corpus();
    options.database = folder / "db";
    options.skip_invalid = true;
    if (indexer::build(options, [](corpus::Problem&&) {}).generation == 0)
      throw std::runtime_error("nothing was built");
    return options.database;
  }();
  return database;
}

Running::Running(server::Settings settings) {
  if (settings.database.empty()) settings.database = bundled_database();
  settings.port = 0;
  settings.threads = 4;
  server_ = std::make_unique<server::Server>(settings);
  thread_ = std::thread([this] { server_->run(); });
}

Running::~Running() { stop(); }

void Running::stop() {
  if (!thread_.joinable()) return;
  server_->stop();
  thread_.join();
}

int shared_port() {
  static Running running;
  return running.port();
}

}  // namespace pramen::tests
