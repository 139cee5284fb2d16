// A generation that is not as it was written is neither published nor served nor built upon, whichever file it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/served.h"
#include "tests/server/client.h"

namespace pramen::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* files[] = {"columns.bin",
                                 "forms.bin",
                                 "index.glass",
                                 "tokens.bin",
                                 "suggest.bin",
                                 "sources.bin",
                                 "concepts.bin",
                                 "schema/thesaurus.ttl",
                                 "schema/vocabulary/country.json"};

class Damage : public testing::Test {
 protected:
  Damage() {
    build("Dvor prvý");
    build("Dvor druhý");
  }

  void build(const std::string& title, const std::vector<std::string>& more = {"--full"}) {
    folder_.write("corpus/records/case_study/yard.sk.md",
                  "---\nkind: case_study\ntitle: " + title + "\n---\n\nDvor.\n");
    std::vector<std::string> arguments = {"index", folder_ / "corpus", "--db", database()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ASSERT_EQ(run_program(arguments).code, 0);
  }

  fs::path database() const { return folder_ / "db"; }
  int newest() const {
    int newest = 0;
    for (const auto& entry : fs::directory_iterator(database() / "generations"))
      newest = std::max(newest, std::atoi(entry.path().filename().c_str()));
    return newest;
  }
  std::string manifest_as(int number) const {
    auto manifest = nlohmann::json::parse(slurp(database() / "generations/2/manifest.json"));
    manifest["generation"] = number;
    return manifest.dump();
  }
  void publish_by_hand(int number) const {
    fs::create_symlink("generations/" + std::to_string(number), database() / "next");
    fs::rename(database() / "next", database() / "current");
  }
  // Changes bytes of a generation's file; done twice, it is as it was.
  void flip(int generation, const std::string& file) const {
    const fs::path path = database() / "generations" / std::to_string(generation) / file;
    std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(fs::file_size(path));
    for (std::streamoff at = size / 2; at < size; at += 97) {
      const auto byte = static_cast<char>(stream.seekg(at).get() ^ 0x5a);
      stream.seekp(at).put(byte);
    }
  }

  const TemporaryFolder folder_;
};

std::string title_at(int port) {
  const Reply reply = get(port, "/api/v1/search?q=dvor&lang=sk");
  EXPECT_EQ(reply.status, 200) << reply.body;
  return nlohmann::json::parse(reply.body)["hits"][0]["title"];
}

template <typename Happens>
bool soon(const Happens& happens) {
  for (int i = 0; i < 1000; ++i) {
    if (happens()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(Damage, IsNeitherPublishedNorGoneBackTo) {
  for (const char* file : files) {
    flip(1, file);
    for (const char* action : {"publish", "rollback"}) {
      const Finished tried = run_program({"generations", action, "1", "--db", database()});
      EXPECT_EQ(tried.code, 3) << file;
      EXPECT_NE(tried.err.find(file), std::string::npos) << tried.err;
    }
    EXPECT_EQ(run_program({"generations", "check", "1", "--db", database()}).code, 3) << file;
    flip(1, file);
  }
  EXPECT_EQ(run_program({"generations", "rollback", "--db", database()}).code, 0);
}

// Whoever switches the link by hand, or a disk that loses bytes once all was checked.
TEST_F(Damage, IsNotServed) {
  const Served served(database());
  EXPECT_EQ(title_at(served.port()), "Dvor druhý");
  int number = 100;
  for (const char* file : files) {
    SCOPED_TRACE(file);
    const fs::path generations = database() / "generations";
    fs::copy(generations / "2", generations / std::to_string(++number), fs::copy_options::recursive);
    folder_.write("db/generations/" + std::to_string(number) + "/manifest.json", manifest_as(number));
    flip(number, file);
    publish_by_hand(number);
    const std::string said = "generation " + std::to_string(number) + " cannot be served";
    EXPECT_TRUE(soon([&] {
      EXPECT_EQ(title_at(served.port()), "Dvor druhý");
      return served.log().find(said) != std::string::npos;
    })) << served.log();
  }
  EXPECT_EQ(run_program({"serve", "--db", database(), "--listen", "127.0.0.1:0"}).code, 3);
  // It goes on with the next that is whole.
  build("Dvor celý");
  EXPECT_TRUE(soon([&] { return title_at(served.port()) == "Dvor celý"; })) << served.log();
}

TEST_F(Damage, IsNotBuiltUpon) {
  for (const char* file : files) {
    const int before = newest();
    flip(before, file);
    build("Dvor druhý", {});
    EXPECT_EQ(newest(), before + 1);
    EXPECT_EQ(run_program({"generations", "check", "--db", database()}).code, 0) << file;
    flip(before, file);
  }
}

}  // namespace
}  // namespace pramen::tests
