// A real server on 127.0.0.1 over a database of the bundled corpus.
#pragma once

#include <memory>
#include <thread>

#include "server/server.h"
#include "tests/support/temporary_folder.h"

namespace pramen::tests {

// Built once a process.
const std::filesystem::path& bundled_database();

class Running {
 public:
  explicit Running(server::Settings settings = {});
  ~Running();
  int port() const { return server_->port(); }
  void stop();

 private:
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

// One for all tests that do not change it.
int shared_port();

}  // namespace pramen::tests
