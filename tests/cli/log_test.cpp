// The log of the built server, as text and as JSON.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/served.h"
#include "tests/server/client.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

class Log : public testing::Test {
 protected:
  Log() {
    folder_.write("corpus/records/case_study/yard.sk.md", "---\nkind: case_study\ntitle: Dvor\n---\n\nDvor.\n");
    EXPECT_EQ(run_program({"index", folder_ / "corpus", "--db", database()}).code, 0);
  }
  std::filesystem::path database() const { return folder_ / "db"; }

  const TemporaryFolder folder_;
};

// A line is written before its answer is sent; the file may be a moment behind.
std::string log_with(const Served& served, const std::string& text) {
  std::string log = served.log();
  for (int i = 0; i < 500 && log.find(text) == log.npos; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    log = served.log();
  }
  return log;
}

TEST_F(Log, IsAnObjectALineWhereTheSettingsSay) {
  const Served served(database(), {"--verbose"}, {{"PRAMEN_LOG_FORMAT", "json"}});
  const Reply reply =
      get(served.port(), "/api/v1/search?q=tajomstvo&lang=sk", "X-Request-Id: from-the-proxy.1\r\n");
  EXPECT_EQ(reply.header("x-request-id"), "from-the-proxy.1");
  const Reply page = get(served.port(), "/record/%0a%22nowhere?lang=de");
  const std::string own = page.header("x-request-id");
  EXPECT_EQ(own.size(), 16U);
  const std::string log = log_with(served, own);
  EXPECT_EQ(log.find("tajomstvo"), log.npos) << "what people search for is theirs";

  std::map<std::string, Json> answered;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    const Json json = Json::parse(line);
    EXPECT_TRUE(json.contains("time") && json.contains("level") && json.contains("message")) << line;
    if (json.contains("request_id")) answered[json["request_id"]] = json;
  }
  const Json& search = answered["from-the-proxy.1"];
  EXPECT_EQ(search["method"], "GET");
  EXPECT_EQ(search["path"], "/api/v1/search");
  EXPECT_EQ(search["route"], "search");
  EXPECT_EQ(search["lang"], "sk");
  EXPECT_EQ(search["status"], 200);
  EXPECT_EQ(search["bytes"], reply.body.size());
  EXPECT_EQ(answered[own]["status"], 404);
  EXPECT_EQ(answered[own]["lang"], "de");
}

TEST_F(Log, AsTextHasALineARequestWithItsId) {
  const Served served(database(), {"--verbose"});
  get(served.port(), "/health/live", "X-Request-Id: abc\r\n");
  const std::string log = log_with(served, "[abc]");
  EXPECT_NE(log.find("GET /health/live 200"), log.npos) << log;
  EXPECT_NE(log.find(" us [abc]\n"), log.npos) << log;
}

TEST_F(Log, ADoubtfulRequestIdIsNotTaken) {
  const Served served(database());
  for (const std::string& id : {std::string("a b"), std::string("\"quoted\""), std::string(65, 'a'), std::string()})
    EXPECT_EQ(get(served.port(), "/health/live", "X-Request-Id: " + id + "\r\n").header("x-request-id").size(), 16U)
        << id;
  EXPECT_EQ(get(served.port(), "/%zz", "X-Request-Id: a\r\n").count("x-request-id"), 1U) << "refused ones, too";
}

TEST_F(Log, AFormatThatThereIsNotIsSaid) {
  const Finished finished =
      run_program({"serve", "--db", database(), "--listen", "0"}, "", {{"PRAMEN_LOG_FORMAT", "xml"}});
  EXPECT_EQ(finished.code, 2);
  EXPECT_NE(finished.err.find("text, json"), std::string::npos) << finished.err;
}

}  // namespace
}  // namespace pramen::tests
