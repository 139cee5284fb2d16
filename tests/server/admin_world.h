// A server that may be written to, over a small corpus of its own, and what is asked of it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/admin/keys.h"
#include "tests/server/client.h"
#include "tests/server/world.h"

namespace pramen::tests {

inline constexpr std::string_view admin_path = "/api/v1/admin/";

// A case study in Slovak and English, an organisation, and two generations made of them.
class AdminWorld {
 public:
  explicit AdminWorld(server::Settings settings = {});

  int port() const { return running_->port(); }
  const TemporaryFolder& folder() const { return folder_; }
  std::filesystem::path corpus() const { return folder_ / "corpus"; }
  std::filesystem::path database() const { return folder_ / "db"; }

  // A key with these scopes ("read,publish"), ending `expires` (seconds since 1970; 0: never).
  server::admin::CreatedKey key(std::string_view scopes, std::int64_t expires = 0) const;
  // Everything with one key that may do everything; `path` below the admin API.
  Reply ask(std::string_view method, std::string_view path, std::string_view body = "",
            std::string_view headers = "") const;
  nlohmann::json json(std::string_view method, std::string_view path, int status, std::string_view body = "",
                      std::string_view headers = "") const;
  const std::string& admin_key() const { return admin_key_; }
  void stop() { running_.reset(); }
  void start();

 private:
  const TemporaryFolder folder_;
  server::Settings settings_;
  std::string admin_key_;
  std::unique_ptr<Running> running_;
};

// The bytes of a request with a key; the body's length and type (JSON, where `headers` names none) are added.
std::string request_bytes(std::string_view method, std::string_view path, std::string_view key, std::string_view body,
                          std::string_view headers);

}  // namespace pramen::tests
