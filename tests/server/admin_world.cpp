#include "tests/server/admin_world.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/builder.h"
#include "server/admin/store.h"

namespace pramen::tests {
namespace {

// Built once a process.
const TemporaryFolder& built() {
  static const TemporaryFolder folder;
  static const bool done = [] {
    folder.write("corpus/records/case_study/sk-house.sk.md", R"(---
kind: case_study
title: Domy svojpomocne
summary: Rodiny stavajú domy.
country: sk
year: 2019
topics: [housing]
---

Rodiny si stavajú domy samy, s pomocou majstra.
)");
    folder.write("corpus/records/organisation/org-masters.en.md", R"(---
kind: organisation
title: Masters of Building
country: sk
---

They teach people to build.
)");
    for (const char* why : {"first", "second"}) {
      const auto report =
          indexer::build({.corpus = folder / "corpus", .database = folder / "db", .who = "test", .why = why},
                         [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); });
      if (report.generation == 0) throw std::runtime_error("nothing was built");
    }
    return true;
  }();
  static_cast<void>(done);
  return folder;
}

}  // namespace

AdminWorld::AdminWorld(server::Settings settings) : settings_(std::move(settings)) {
  std::filesystem::copy(built().path(), folder_.path(),
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
  settings_.database = database();
  settings_.corpus = corpus();
  settings_.program = PRAMEN_BINARY;
  admin_key_ = key("admin").text;
  start();
}

void AdminWorld::start() { running_ = std::make_unique<Running>(settings_); }

server::admin::CreatedKey AdminWorld::key(std::string_view scopes, std::int64_t expires) const {
  const auto store = server::admin::open_store(database());
  return server::admin::Keys(*store).create(
      {.name = "a test", .scopes = server::admin::scopes_of(scopes), .created_by = "test", .expires = expires});
}

std::string request_bytes(std::string_view method, std::string_view path, std::string_view key, std::string_view body,
                          std::string_view headers) {
  std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}", method, path, headers);
  if (!key.empty()) bytes += fmt::format("Authorization: Bearer {}\r\n", key);
  if (!body.empty() && headers.find("Content-Type") == headers.npos) bytes += "Content-Type: application/json\r\n";
  if (!body.empty()) bytes += fmt::format("Content-Length: {}\r\n", body.size());
  return bytes + "\r\n" + std::string(body);
}

Reply AdminWorld::ask(std::string_view method, std::string_view path, std::string_view body,
                      std::string_view headers) const {
  return tests::ask(port(), request_bytes(method, fmt::format("{}{}", admin_path, path), admin_key_, body, headers),
                    method == "HEAD");
}

nlohmann::json AdminWorld::json(std::string_view method, std::string_view path, int status, std::string_view body,
                                std::string_view headers) const {
  const Reply reply = ask(method, path, body, headers);
  EXPECT_EQ(reply.status, status) << method << " " << path << " " << reply.body;
  return reply.body.empty() ? nlohmann::json() : nlohmann::json::parse(reply.body);
}

}  // namespace pramen::tests
