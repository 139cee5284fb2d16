// `pramen report --links`, by the built program, over web sites of our own on 127.0.0.1. No other machine is asked.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>

#include "cli/report/link_checker.h"
#include "tests/cli/program.h"
#include "tests/support/jsonl_corpus.h"
#include "tests/support/web_site.h"

namespace pramen {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using tests::Finished;
using tests::run_program;
using tests::TemporaryFolder;
using tests::WebSite;

// Takes connections and says nothing.
class Mute {
 public:
  explicit Mute(const char* machine = "127.0.0.1", int port = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, machine, &address.sin_addr);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0)
      throw std::runtime_error("cannot listen");
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~Mute() { ::close(socket_); }
  Mute(const Mute&) = delete;
  Mute& operator=(const Mute&) = delete;

  int port() const { return port_; }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  const int socket_;
  int port_ = 0;
};

// Where nobody listens.
std::string closed_door() {
  std::string address;
  {
    const Mute mute;
    address = mute.address();
  }
  return address;
}

class Links : public testing::Test {
 protected:
  // A record of one line that names these as its sources.
  void write_corpus(const std::vector<std::string>& addresses) const {
    json sources = json::array();
    for (const std::string& address : addresses) sources.push_back({{"url", address}});
    folder_.write("records.jsonl", tests::record_line("a", "en", "One", "", "\"sources\": " + sources.dump()));
  }
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    std::vector<std::string> all = {"report",    folder_ / "records.jsonl", "--json", "--links", "--links-private",
                                    "127.0.0.1", "--links-cache",           cache()};
    if (std::ranges::find(more, "--links-pause") == more.end()) all.insert(all.end(), {"--links-pause", "0"});
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string cache() const { return folder_ / "cache/links.jsonl"; }
  json links(const std::vector<std::string>& more = {}) const {
    const Finished run = run_program(arguments(more));
    EXPECT_EQ(run.code, 0) << run.err;
    err_ = run.err;
    return run.out.empty() ? json() : json::parse(run.out)["links"];
  }
  // The row of an address in one of the lists; null if it is not there.
  static json row(const json& links, const std::string& list, const std::string& address) {
    for (const json& one : links[list]) {
      if (one["address"] == address) return one;
    }
    return nullptr;
  }

  const TemporaryFolder folder_;
  mutable std::string err_;
};

void say(httplib::Response& response, int status, const std::string& location = "") {
  response.status = status;
  if (!location.empty()) response.set_header("Location", location);
}

TEST_F(Links, AreDeadMovedUnclearOrJustCounted) {
  std::string elsewhere;
  const WebSite site([&](const httplib::Request& request, httplib::Response& response) {
    const std::string& path = request.path;
    if (path == "/there" || path == "/new") return say(response, 200);
    if (path == "/only-get") return say(response, request.method == "HEAD" ? 405 : 200);
    if (path == "/gone") return say(response, 410);
    if (path == "/old") return say(response, 301, "/older");
    if (path == "/older") return say(response, 308, "/new");
    if (path == "/today") return say(response, 302, "/new");
    if (path == "/old-to-nowhere") return say(response, 301, "/nowhere");
    if (path == "/round") return say(response, 302, "/round");
    if (path == "/private") return say(response, 308, "http://127.0.0.2:9/");
    if (path == "/file") return say(response, 302, "file:///etc/passwd");
    if (path == "/closed") return say(response, 403);
    if (path == "/ill") return say(response, 500);
    say(response, 404);
  });
  const Mute mute;
  const std::string door = closed_door();
  write_corpus({site.at("/there"), site.at("/there#part"), site.at("/only-get"), site.at("/nowhere"), site.at("/gone"),
                site.at("/old"), site.at("/today"), site.at("/old-to-nowhere"), site.at("/round"), site.at("/private"),
                site.at("/file"), site.at("/closed"), site.at("/ill"), mute.address(), door});
  const json links = this->links({"--links-timeout", "1"});
  EXPECT_EQ(links["addresses"], 14);
  EXPECT_EQ(links["asked"], 14);
  EXPECT_EQ(links["hosts"], 1);
  EXPECT_EQ(links["alive"], 3);

  EXPECT_EQ(links["dead"].size(), 6U) << links["dead"].dump(1);
  EXPECT_EQ(row(links, "dead", site.at("/nowhere"))["status"], 404);
  EXPECT_EQ(row(links, "dead", site.at("/gone"))["status"], 410);
  EXPECT_EQ(row(links, "dead", site.at("/old-to-nowhere"))["moved_to"], site.at("/nowhere"));
  EXPECT_EQ(row(links, "dead", site.at("/round"))["reason"], "redirects");
  EXPECT_EQ(row(links, "dead", mute.address())["reason"], "timed_out");
  EXPECT_EQ(row(links, "dead", door)["reason"], "refused");

  ASSERT_EQ(links["moved"].size(), 1U);
  EXPECT_EQ(links["moved"][0]["address"], site.at("/old"));
  EXPECT_EQ(links["moved"][0]["moved_to"], site.at("/new"));

  EXPECT_EQ(links["unclear"].size(), 4U) << links["unclear"].dump(1);
  EXPECT_EQ(row(links, "unclear", site.at("/private"))["reason"], "private_address");
  EXPECT_EQ(row(links, "unclear", site.at("/file"))["reason"], "bad_address");
  EXPECT_EQ(row(links, "unclear", site.at("/closed"))["status"], 403);
  EXPECT_EQ(row(links, "unclear", site.at("/ill"))["status"], 500);

  EXPECT_EQ(site.count("HEAD /there"), 1);
  EXPECT_EQ(site.count("GET /there"), 0);
  EXPECT_EQ(site.count("GET /only-get"), 1);
  EXPECT_EQ(site.count("HEAD /round"), 1 + report::most_redirects);
  EXPECT_NE(site.asked().front().agent.find("Pramen"), std::string::npos);
}

TEST_F(Links, AreNamedWithEveryPlace) {
  const WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 404); });
  const std::string a = site.at("/a"), b = site.at("/b_c?x=1&y=2"), slovak = site.at("/ľúbezná");
  const std::string en = folder_.write("corpus/records/case_study/x.en.md",
                                       "---\nkind: case_study\ntitle: Boats\nweb: " + a + "\nsources:\n  - url: " + a +
                                           "b\n---\n\nŽe [here](" + a + "#top) and <" + a + ">.\n");
  const std::string sk = folder_.write("corpus/records/case_study/x.sk.md",
                                       "---\ntranslation_of: 0123456789abcdef\ntitle: Člny\n---\n\n[tu](" +
                                           site.at("/b\\_c?x=1&amp;y=2") + ") a [tam](" + slovak + ")\n");
  const Finished run = run_program({"report", folder_ / "corpus", "--json", "--links", "--links-private", "127.0.0.1",
                                    "--links-pause", "0", "--links-cache", cache(), "--lang", "sk"});
  ASSERT_EQ(run.code, 0) << run.err;
  const json links = json::parse(run.out)["links"];
  ASSERT_EQ(links["dead"].size(), 4U) << links.dump(1);
  const auto places = [&](const std::string& address) {
    std::vector<std::string> list;
    const json link = row(links, "dead", address);
    for (const json& place : link["places"])
      list.push_back(place["file"].get<std::string>() + ":" + place["line"].dump() + ":" + place["column"].dump());
    return list;
  };
  const std::string column = std::to_string(22 + a.size());
  EXPECT_EQ(places(a), (std::vector<std::string>{en + ":4:6", en + ":9:11", en + ":9:" + column}));
  EXPECT_EQ(places(a + "b"), (std::vector<std::string>{en + ":6:10"}));
  EXPECT_EQ(places(b), (std::vector<std::string>{sk + ":6:6"}));
  EXPECT_EQ(places(site.at("/%c4%be%c3%babezn%c3%a1")).size(), 1U);
  EXPECT_EQ(links["dead"][0]["message"], "server hovorí 404: taká stránka neexistuje");
  const Finished text =
      run_program({"report", folder_ / "corpus", "--links", "--links-offline", "--links-cache", cache()});
  EXPECT_NE(text.out.find("Dead links: 4\n"), std::string::npos);
  EXPECT_NE(text.out.find("\n    " + en + ":9:11\n"), std::string::npos);
}

TEST_F(Links, AreNotAskedWhereTheyWereLately) {
  WebSite site([](const httplib::Request& request, httplib::Response& response) {
    say(response, request.path == "/there" ? 200 : 404);
  });
  write_corpus({site.at("/there"), site.at("/nowhere")});
  EXPECT_EQ(links()["asked"], 2);
  const auto before = site.lines().size();
  const json again = links();
  EXPECT_EQ(again["asked"], 0);
  EXPECT_EQ(again["alive"], 1);
  EXPECT_EQ(again["dead"].size(), 1U);
  EXPECT_EQ(site.lines().size(), before);

  // Two days later.
  std::string text = tests::slurp(cache());
  for (std::size_t at = text.find("\"asked\":"); at != std::string::npos; at = text.find("\"asked\":", at + 1)) {
    const auto number = std::stoll(text.substr(at + 8)) - 2 * 24 * 60 * 60;
    text.replace(at + 8, text.find(',', at) - at - 8, std::to_string(number));
  }
  folder_.write("cache/links.jsonl", text);
  EXPECT_EQ(links({"--links-offline"})["asked"], 0);
  EXPECT_EQ(links()["asked"], 1);
  EXPECT_EQ(links({"--links-days", "1"})["asked"], 1);
}

TEST_F(Links, OfflineSaysWhatIsNotKnown) {
  WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  write_corpus({site.at("/there")});
  const json links = this->links({"--links-offline"});
  EXPECT_EQ(links["unclear"][0]["reason"], "not_asked");
  EXPECT_EQ(links["unclear"][0]["asked"], nullptr);
  EXPECT_TRUE(site.lines().empty());
  EXPECT_FALSE(std::filesystem::exists(cache()));
}

TEST_F(Links, PutUpWithADamagedCache) {
  WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  write_corpus({site.at("/there"), site.at("/too")});
  links();
  std::string text = tests::slurp(cache());
  text.resize(text.size() - 20);
  const std::string odd =
      R"({"url": "http://a.example/", "asked": 1, "reason": "status", "status": 200, "moved_to": "javascript:x"})";
  folder_.write("cache/links.jsonl", text + "\n{\"url\": 7}\n\n" + odd + "\n");
  EXPECT_EQ(links()["asked"], 1);
  EXPECT_NE(err_.find("4 lines cannot be understood"), std::string::npos) << err_;
  EXPECT_EQ(links()["asked"], 0);
  EXPECT_TRUE(err_.empty()) << err_;
}

TEST_F(Links, LeaveAForeignCacheAlone) {
  WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  write_corpus({site.at("/there")});
  folder_.write("cache/links.jsonl", "dear diary\n");
  EXPECT_EQ(links()["alive"], 1);
  EXPECT_NE(err_.find("is no file of answers of links"), std::string::npos) << err_;
  EXPECT_EQ(tests::slurp(cache()), "dear diary\n");
}

TEST_F(Links, LieInTheCacheFolderOfTheAccount) {
  WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  write_corpus({site.at("/there")});
  const Finished run = run_program({"report", folder_ / "records.jsonl", "--links", "--links-private", "127.0.0.1"}, "",
                                   {{"XDG_CACHE_HOME", folder_ / "xdg"}});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(tests::slurp(folder_ / "xdg/pramen/links.jsonl").find("/there"), std::string::npos);
}

TEST_F(Links, OfOneHostAreAskedOneByOne) {
  const WebSite site([](const httplib::Request&, httplib::Response& response) {
    std::this_thread::sleep_for(20ms);
    say(response, 200);
  });
  write_corpus({site.at("/1"), site.at("/2"), site.at("/3"), site.at("/4")});
  EXPECT_EQ(links({"--links-pause", "0.1"})["alive"], 4);
  auto asked = site.asked();
  ASSERT_EQ(asked.size(), 4U);
  std::ranges::sort(asked, {}, &WebSite::Asked::came);
  for (std::size_t i = 1; i < asked.size(); ++i) EXPECT_GE(asked[i].came - asked[i - 1].went, 95ms);
}

TEST_F(Links, OfAHostThatAsksForPatienceAreAskedLater) {
  int tries = 0;
  const WebSite site([&](const httplib::Request&, httplib::Response& response) {
    if (++tries > 1) return say(response, 200);
    say(response, 429);
    response.set_header("Retry-After", "1");
  });
  write_corpus({site.at("/busy")});
  EXPECT_EQ(links()["alive"], 1);
  const auto asked = site.asked();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_GE(asked[1].came - asked[0].went, 950ms);
}

TEST_F(Links, OfAHostThatHasEnoughAreLeft) {
  const WebSite site([&](const httplib::Request&, httplib::Response& response) {
    say(response, 429);
    response.set_header("Retry-After", "86400");
  });
  write_corpus({site.at("/1"), site.at("/2"), site.at("/3")});
  const json links = this->links();
  EXPECT_EQ(links["unclear"].size(), 3U);
  EXPECT_EQ(row(links, "unclear", site.at("/1"))["status"], 429);
  EXPECT_EQ(row(links, "unclear", site.at("/2"))["reason"], "busy");
  EXPECT_EQ(site.lines().size(), 1U);
}

TEST_F(Links, IntoPrivateNetworksAreNotAsked) {
  const WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  const std::string port = std::to_string(site.port());
  const std::vector<std::string> hosts = {"localhost",  "[::1]",  "[::ffff:127.0.0.1]",
                                          "2130706433", "0x7f.1", "intranet"};
  std::vector<std::string> addresses = {site.at("/there")};
  for (const std::string& host : hosts) addresses.push_back(site.at("/there", host));
  write_corpus(addresses);
  const Finished run = run_program(
      {"report", folder_ / "records.jsonl", "--json", "--links", "--links-pause", "0", "--links-cache", cache()});
  const json links = json::parse(run.out)["links"];
  EXPECT_EQ(links["unclear"].size(), 5U) << links.dump(1);  // three of them are 127.0.0.1
  for (const json& one : links["unclear"]) EXPECT_EQ(one["reason"], "private_address");
  EXPECT_TRUE(site.lines().empty());
}

TEST_F(Links, OfAHostThatIsNotThereEndSoon) {
  write_corpus({"http://nowhere.invalid/"});
  const json links = this->links();
  const json one = links["dead"].empty() ? links["unclear"][0] : links["dead"][0];
  EXPECT_TRUE(one["reason"] == "host_not_found" || one["reason"] == "name_service") << one.dump();
}

TEST_F(Links, AreNotDeadWhereNobodyAnswersAtAll) {
  const Mute mute;
  const std::string path = mute.address().substr(std::string("http://127.0.0.1").size());
  write_corpus({mute.address(), "http://127.0.0.2" + path, "http://127.0.0.3" + path});
  const std::vector<std::string> more = {"--links-timeout", "0.5",      "--links-private", "127.0.0.2",
                                         "--links-private", "127.0.0.3"};
  const json alone = links(more);  // the other two refuse: nobody listens there
  EXPECT_EQ(alone["dead"].size(), 3U) << alone.dump(1);
  const Mute second("127.0.0.2", mute.port()), third("127.0.0.3", mute.port());
  std::filesystem::remove(cache());
  const json all = links(more);
  EXPECT_EQ(all["dead"].size(), 0U) << all.dump(1);
  EXPECT_EQ(all["unclear"][0]["reason"], "unreachable");
  EXPECT_FALSE(std::filesystem::exists(cache()));
}

TEST_F(Links, KeepWhatWasLearntWhenInterrupted) {
  WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 200); });
  std::vector<std::string> addresses;
  for (int i = 0; i < 20; ++i) addresses.push_back(site.at("/" + std::to_string(100 + i)));
  write_corpus(addresses);
  const pid_t child = tests::start_program(folder_, arguments({"--links-pause", "0.3"}));
  for (int i = 0; i < 1000 && site.lines().size() < 3; ++i) std::this_thread::sleep_for(10ms);
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_EQ(tests::slurp(folder_ / "stdout"), "");
  const std::size_t before = site.lines().size();
  EXPECT_LT(before, 20U);
  const auto asked = links()["asked"].get<std::size_t>();
  EXPECT_LE(asked, 18U);
  EXPECT_EQ(site.lines().size(), before + asked);
}

TEST_F(Links, OfAThesaurusAreItsSources) {
  const WebSite site([](const httplib::Request&, httplib::Response& response) { say(response, 404); });
  std::filesystem::create_directories(folder_ / "corpus");
  std::filesystem::copy(tests::bundled_corpus() / "schema.json", folder_ / "corpus/schema.json");
  std::filesystem::copy(tests::bundled_corpus() / "vocabulary", folder_ / "corpus/vocabulary");
  folder_.write("corpus/records.jsonl", tests::record_line("a", "en", "One"));
  const std::string file =
      folder_.write("corpus/thesaurus.ttl", R"(@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/t> a skos:ConceptScheme .
<https://example.org/t#boat> a skos:Concept ; skos:inScheme <https://example.org/t> ;
  skos:prefLabel "boat"@en, "čln"@sk, "člun"@cs, "Boot"@de, "hajó"@hu, "лодка"@bg ;
  dct:source <)" + site.at("/boats") + "> .\n");
  const Finished run = run_program({"report", folder_ / "corpus", "--json", "--links", "--links-private", "127.0.0.1",
                                    "--links-pause", "0", "--links-cache", cache()});
  ASSERT_EQ(run.code, 0) << run.err << run.out.substr(0, 2000);
  const json links = json::parse(run.out)["links"];
  ASSERT_EQ(links["addresses"], 1) << links.dump(1);
  EXPECT_EQ(links["dead"][0]["places"][0], (json{{"file", file}, {"line", 6}, {"column", 15}, {"record", nullptr}}));
}

TEST(LinkAddress, IsAskedInOneSpelling) {
  using report::asked_address;
  EXPECT_EQ(asked_address("HTTP://Example.ORG:80#x"), "http://example.org/");
  EXPECT_EQ(asked_address("https://кооперация.бг/път?а=1"),
            "https://xn--80ajkfuahj9c5e.xn--90ae/%d0%bf%d1%8a%d1%82?%d0%b0=1");
  EXPECT_EQ(asked_address("https://a.example/%C4%8D"), "https://a.example/%C4%8D");
  EXPECT_FALSE(asked_address("http://me:secret@a.example/"));
  EXPECT_FALSE(asked_address("ftp://a.example/"));
  EXPECT_FALSE(asked_address("http://a.example/" + std::string(5000, 'x')));
}

}  // namespace
}  // namespace pramen
