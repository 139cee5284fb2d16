// Attachments on the pages and in the API: a hit says that it was found in one, a record lists them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "indexer/builder.h"
#include "tests/server/client.h"
#include "tests/server/world.h"
#include "tests/support/documents.h"

namespace pramen::tests {
namespace {

class Attachments : public testing::Test {
 protected:
  Attachments() {
    folder_.write("corpus/records/case_study/a.pdf", pdf({"The carpentry repairs bicycles."}));
    folder_.write(
        "corpus/records/case_study/yard.sk.md",
        "---\nkind: case_study\ntitle: Dvor\nattachments:\n  - file: a.pdf\n    title: A <study>\n---\n\nDvor.\n");
    server::Settings settings;
    settings.database = folder_ / "db";
    indexer::build({.corpus = folder_ / "corpus", .database = settings.database}, [](corpus::Problem&&) {});
    server_ = std::make_unique<Running>(settings);
  }
  std::string body(const std::string& target) const {
    const Reply reply = get(server_->port(), target);
    EXPECT_EQ(reply.status, 200) << target;
    return reply.body;
  }

  const TemporaryFolder folder_;
  std::unique_ptr<Running> server_;
};

TEST_F(Attachments, AreSaidToBeWhereAHitWasFound) {
  const std::string page = body("/?q=carpentry&lang=sk");
  EXPECT_NE(page.find("The <mark>carpentry</mark> repairs"), page.npos);
  EXPECT_NE(page.find("V prílohe: A &lt;study&gt;"), page.npos);
  EXPECT_EQ(body("/?q=dvor&lang=sk").find("V prílohe"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(body("/api/v1/search?q=carpentry"))["hits"][0]["attachment"], "A <study>");
}

TEST_F(Attachments, AreListedWithTheRecord) {
  const std::string page = body("/record/yard?lang=de");
  EXPECT_NE(page.find("Anlagen"), page.npos);
  EXPECT_NE(page.find("A &lt;study&gt;"), page.npos);
  EXPECT_NE(page.find("Seiten: 1"), page.npos);
  const auto attachments = nlohmann::json::parse(body("/api/v1/records/yard"))["texts"]["sk"]["attachments"];
  EXPECT_EQ(attachments, nlohmann::json::parse(R"([{"file": "a.pdf", "title": "A <study>", "pages": 1}])"));
}

}  // namespace
}  // namespace pramen::tests
