#include <gtest/gtest.h>

#include "server/edge.h"
#include "server/texts.h"
#include "tests/server/client.h"
#include "tests/server/world.h"
#include "tests/support/temporary_folder.h"

namespace pramen::tests {
namespace {

bool has(const Reply& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }

TEST(About, HoldsTheAccessibilityStatementInEachLanguage) {
  for (const auto& texts : server::all_texts()) {
    const auto page = get(shared_port(), "/about?lang=" + texts.code());
    EXPECT_EQ(page.status, 200);
    for (const std::string_view key : {"about_access", "about_access_status", "about_access_faults",
                                       "about_access_preparation", "about_access_feedback", "about_access_enforcement"})
      EXPECT_TRUE(has(page, ">" + texts[key] + "</h")) << texts.code() << ' ' << key;
    EXPECT_TRUE(has(page, "EN 301 549"));
    EXPECT_TRUE(has(page, "2016/2102"));
    EXPECT_TRUE(has(page, "/about?lang=" + texts.code() + "#accessibility"));
  }
}

TEST(About, NamesThePublisherAndNobodyWhoIsNotSet) {
  Running running({.publisher = "Centrum <A&B>",
                   .contact = "mailto:pomoc@example.org",
                   .enforcement = "https://example.org/dohlad",
                   .state_bar = "sk"});
  const auto page = get(running.port(), "/about?lang=sk");
  EXPECT_TRUE(has(page, "Centrum &lt;A&amp;B&gt;"));
  EXPECT_TRUE(has(page, "<a href=\"mailto:pomoc@example.org\">pomoc@example.org</a>"));
  EXPECT_TRUE(has(page, "<a href=\"https://example.org/dohlad\">example.org/dohlad</a>"));
  EXPECT_TRUE(has(page, "class=\"state-bar\""));
  const auto plain = get(shared_port(), "/about?lang=sk");
  EXPECT_FALSE(has(plain, "mailto:"));
  EXPECT_FALSE(has(plain, "class=\"state-bar\""));
}

TEST(Theme, IsLoadedAfterOurStyleAndMayBeKept) {
  const TemporaryFolder folder;
  Running running({.theme = folder.write("theme.css", ":root { --brand: #7a1f3d; }\n")});
  const auto page = get(running.port(), "/").body;
  const auto ours = page.find("/assets/pramen.css"), theirs = page.find("/theme.css?v=");
  ASSERT_NE(theirs, std::string::npos);
  EXPECT_LT(ours, theirs);
  const auto theme = get(running.port(), page.substr(theirs, page.find('"', theirs) - theirs));
  EXPECT_EQ(theme.body, ":root { --brand: #7a1f3d; }\n");
  EXPECT_EQ(theme.header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(theme.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get(running.port(), "/theme.css").header("cache-control"), "no-cache");
  EXPECT_EQ(get(shared_port(), "/theme.css").status, 404);
}

TEST(Theme, ThatCannotBeReadStopsTheServer) {
  EXPECT_THROW(Running({.theme = "/nowhere/theme.css"}), std::runtime_error);
  const TemporaryFolder folder;
  EXPECT_THROW(Running({.theme = folder.write("long.css", std::string(65 << 10, ' '))}), std::runtime_error);
}

TEST(Pages, HaveIconsAndACardForWhoSharesThem) {
  const auto page = get(shared_port(), "/?lang=de");
  for (const std::string_view text :
       {"icon-32.png", "icon-180.png", "favicon.svg", "property=\"og:title\"", "property=\"og:image\"",
        "name=\"twitter:card\" content=\"summary_large_image\"", "content=\"de_AT\""})
    EXPECT_TRUE(has(page, text)) << text;
  EXPECT_EQ(get(shared_port(), "/favicon.ico").header("content-type"), "image/png");
  EXPECT_EQ(get(shared_port(), "/assets/card.png").body.substr(1, 3), "PNG");
}

TEST(Pages, AFailureIsAPageForReadersAndJsonForPrograms) {
  server::Edge edge(
      {.port = 0, .contact = "mailto:pomoc@example.org"},
      [](const server::HttpRequest&) -> server::HttpResponse { throw std::runtime_error("broken"); },
      [](const server::HttpRequest&) { return std::nullopt; }, [](const auto&, const auto&, auto) {});
  std::thread thread([&] { edge.run(); });
  const auto page = get(edge.port(), "/record/x?lang=hu", "Accept: text/html\r\n");
  EXPECT_EQ(page.status, 500);
  EXPECT_EQ(page.header("cache-control"), "no-store");
  EXPECT_TRUE(has(page, (*server::find_texts("hu"))["failure"]));
  EXPECT_TRUE(has(page, "pomoc@example.org"));
  EXPECT_FALSE(has(page, "broken"));
  for (const std::string path : {"/record/x", "/api/v1/search"}) {
    const auto json = get(edge.port(), path, path[1] == 'a' ? "Accept: text/html\r\n" : "");
    EXPECT_EQ(json.header("content-type"), "application/problem+json") << path;
  }
  edge.stop();
  thread.join();
}

}  // namespace
}  // namespace pramen::tests
