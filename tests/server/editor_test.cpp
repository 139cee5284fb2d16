// The editors' page as a browser without scripts uses it: a real server, real
// accounts, forms and cookies.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <thread>

#include "server/admin/accounts.h"
#include "server/admin/store.h"
#include "server/target.h"
#include "tests/server/admin_world.h"
#include "tests/support/documents.h"
#include "tests/support/web_site.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;
namespace admin = server::admin;

constexpr std::string_view password = "correct horse battery";

void add_account(const AdminWorld& world, const std::string& name, std::string_view scopes) {
  const auto store = admin::open_store(world.database());
  EXPECT_TRUE(
      admin::Accounts(*store).add({.name = name, .scopes = admin::scopes_of(scopes), .created_by = "test"}, password));
}

std::string first_match(const std::string& text, const std::string& pattern) {
  std::smatch found;
  return std::regex_search(text, found, std::regex(pattern)) ? found[1].str() : std::string();
}

// One browser: keeps its cookie, sends the token of the page before.
class Browser {
 public:
  explicit Browser(int port) : port_(port) {}

  Reply get(const std::string& path) {
    Reply reply = tests::get(port_, path, cookie_line());
    return keep(std::move(reply));
  }
  Reply post(const std::string& path, server::Fields fields, const std::string& more = own_origin) {
    if (!token.empty()) fields.emplace_back("token", token);
    return send(path, "application/x-www-form-urlencoded", server::encode_query(fields), more);
  }
  Reply upload(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files,
               bool keep_faulty = false) {
    std::string body = fmt::format("--line\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{}\r\n", token);
    if (keep_faulty) body += "--line\r\nContent-Disposition: form-data; name=\"keep_faulty\"\r\n\r\nyes\r\n";
    for (const auto& [name, bytes] : files)
      body += fmt::format(
          "--line\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{}\"\r\nContent-Type: "
          "text/plain\r\n\r\n"
          "{}\r\n",
          name, bytes);
    return send(path, "multipart/form-data; boundary=line", body + "--line--\r\n", own_origin);
  }
  bool sign_in(const std::string& name) {
    const Reply reply = post("/editor/sign-in?lang=en", {{"name", name}, {"password", std::string(password)}});
    get("/editor?lang=en");
    return reply.status == 303 && !token.empty();
  }
  // Asks for what a 303 names.
  Reply follow(const Reply& reply) {
    EXPECT_EQ(reply.status, 303) << reply.body;
    return get(reply.header("location"));
  }
  // The page of a job once it is over.
  Reply wait(const Reply& started) {
    Reply reply = follow(started);
    for (int i = 0; i < 600 && reply.body.find("data-events") != std::string::npos; ++i) {
      std::this_thread::sleep_for(100ms);
      reply = get(started.header("location"));
    }
    return reply;
  }

  static inline const std::string own_origin = "Origin: http://localhost\r\n";
  std::string cookie, token;

 private:
  std::string cookie_line() const { return cookie.empty() ? std::string() : "Cookie: " + cookie + "\r\n"; }
  Reply send(const std::string& path, const std::string& type, const std::string& body, const std::string& more) {
    return keep(ask(port_, fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\n{}{}Content-Type: {}\r\n"
                                       "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                                       path, cookie_line(), more, type, body.size(), body)));
  }
  Reply keep(Reply reply) {
    if (const std::string set = reply.header("set-cookie"); !set.empty()) cookie = set.substr(0, set.find(';'));
    if (const std::string found = first_match(reply.body, "name=\"token\" value=\"([0-9a-f]+)\""); !found.empty())
      token = found;
    return reply;
  }

  const int port_;
};

bool has(const Reply& reply, std::string_view text) { return reply.body.find(text) != std::string::npos; }

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::string_view sound = "---\nkind: case_study\ntitle: Nový dom\ncountry: sk\nyear: 2020\n---\n\nText.\n";

TEST(Editor, IsNotThereWithoutACorpus) {
  EXPECT_EQ(get(shared_port(), "/editor").status, 404);
  EXPECT_EQ(get(shared_port(), "/editor/sign-in").status, 404);
  const Reply reply =
      ask(shared_port(), "POST /editor/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_EQ(reply.status, 405);
}

TEST(Editor, SignsInWithACookieThatScriptsAndOtherSitesNeverGet) {
  const AdminWorld world;
  add_account(world, "jana", "records,publish");
  Browser browser(world.port());
  EXPECT_EQ(browser.get("/editor?lang=en").header("location"), "/editor/sign-in?lang=en");
  const Reply reply = browser.post("/editor/sign-in?lang=en", {{"name", "jana"}, {"password", std::string(password)}});
  EXPECT_EQ(reply.status, 303);
  EXPECT_TRUE(std::regex_match(reply.header("set-cookie"),
                               std::regex("pramen-editor=[0-9A-Za-z]{43}; Path=/; HttpOnly; SameSite=Strict")));
  const Reply overview = browser.get("/editor?lang=en");
  EXPECT_EQ(overview.status, 200);
  EXPECT_EQ(overview.header("cache-control"), "no-store");
  EXPECT_TRUE(has(overview, "Signed in: jana"));
  EXPECT_FALSE(has(overview, "/editor/keys"));  // for admins only
}

TEST(Editor, OverHttpsTheCookieBelongsToThisHostAlone) {
  server::Settings settings;
  settings.public_url = "https://pramen.example";
  const AdminWorld world(settings);
  add_account(world, "jana", "read");
  Browser browser(world.port());
  const Reply reply = browser.post("/editor/sign-in", {{"name", "jana"}, {"password", std::string(password)}},
                                   "Origin: https://pramen.example\r\n");
  EXPECT_TRUE(reply.header("set-cookie").starts_with("__Host-pramen-editor="));
  EXPECT_TRUE(reply.header("set-cookie").ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"));
}

TEST(Editor, NeverSaysWhetherTheNameOrThePasswordWasWrong) {
  const AdminWorld world;
  add_account(world, "jana", "read");
  const auto tried = [&](const std::string& name) {
    Reply reply =
        Browser(world.port()).post("/editor/sign-in?lang=en", {{"name", name}, {"password", "wrong password"}});
    reply.body = std::regex_replace(reply.body, std::regex(name), "NAME");
    return reply;
  };
  const Reply there = tried("jana"), not_there = tried("jano");
  EXPECT_EQ(there.status, 403);
  EXPECT_EQ(not_there.status, 403);
  EXPECT_EQ(there.body, not_there.body);
  EXPECT_EQ(there.count("set-cookie"), 0U);
}

TEST(Editor, WhoTriesPasswordsHasToWaitWhateverTheName) {
  const AdminWorld world;
  add_account(world, "jana", "read");
  for (const std::string name : {"jana", "nobody"}) {
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
      const Reply reply =
          Browser(world.port()).post("/editor/sign-in", {{"name", name}, {"password", "wrong password"}});
      if (reply.status != 429) continue;
      ++refused;
      EXPECT_FALSE(reply.header("retry-after").empty());
    }
    EXPECT_GE(refused, 1) << name;
  }
  // The right password is not looked at either.
  EXPECT_FALSE(Browser(world.port()).sign_in("jana"));
}

TEST(Editor, BestBetsAreTriedSavedChangedAndRemoved) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const std::string address = "/editor/best-bets?lang=en";
  const auto tag_on = [](const Reply& page) {
    return std::regex_replace(first_match(page.body, "name=\"tag\" value=\"([^\"]*)\""), std::regex("&quot;"), "\"");
  };
  Reply page = browser.get(address);
  EXPECT_TRUE(has(page, "None yet."));
  server::Fields form = {{"tag", tag_on(page)},  {"bet", ""},    {"words", "domy\r\n stavba domu \r\n"},
                         {"pin", "org-masters"}, {"lang", "sk"}, {"until", "2099-12-31"}};
  const auto with = [&](std::string_view action) {
    server::Fields fields = form;
    fields.emplace_back("do", action);
    return fields;
  };
  page = browser.post(address, with("try"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Recommended by the editors")) << page.body;
  EXPECT_FALSE(std::filesystem::exists(world.corpus() / "best_bets.jsonl"));
  page = browser.follow(browser.post(address, with("save")));
  EXPECT_EQ(
      file_text(world.corpus() / "best_bets.jsonl"),
      "{\"words\":[\"domy\",\"stavba domu\"],\"lang\":\"sk\",\"pin\":[\"org-masters\"],\"until\":\"2099-12-31\"}\n");
  EXPECT_TRUE(has(page, "Masters of Building"));
  // Somebody else's tag, then a fault: what was typed stays.
  page = browser.post(address, with("save"));
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(has(page, "stavba domu"));
  form = {{"tag", tag_on(page)}, {"bet", "0"}, {"words", "domy*"}, {"pin", "org-master"}};
  page = browser.post(address, with("save"));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(has(page, "domy*"));
  form[2].second = "domy";
  form[3].second = "org-masters";
  browser.follow(browser.post(address, with("save")));
  EXPECT_EQ(file_text(world.corpus() / "best_bets.jsonl"), "{\"words\":[\"domy\"],\"pin\":[\"org-masters\"]}\n");
  page = browser.get(address + "&bet=0");
  EXPECT_TRUE(has(page, "Change a best bet"));
  form = {{"tag", tag_on(page)}, {"bet", "0"}};
  browser.follow(browser.post(address, with("remove")));
  EXPECT_FALSE(std::filesystem::exists(world.corpus() / "best_bets.jsonl"));
}

TEST(Editor, ChangesNothingForFormsFromElsewhere) {
  const AdminWorld world;
  add_account(world, "jana", "admin");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const server::Fields form = {{"kind", "check"}};
  EXPECT_EQ(browser.post("/editor/jobs", form, "Origin: https://evil.example\r\n").status, 403);
  EXPECT_EQ(browser.post("/editor/jobs", form, "Sec-Fetch-Site: cross-site\r\n").status, 403);
  EXPECT_EQ(browser.post("/editor/jobs", form, "Sec-Fetch-Site: same-site\r\n").status, 403);
  EXPECT_EQ(browser.post("/editor/jobs", form, "").status, 403);
  const std::string token = std::exchange(browser.token, "");
  EXPECT_EQ(browser.post("/editor/jobs", form).status, 403);
  EXPECT_EQ(browser.post("/editor/jobs", {{"kind", "check"}, {"token", std::string(64, '0')}}).status, 403);
  EXPECT_EQ(browser.get("/editor/jobs?kind=check&token=" + token).status, 200);  // a list
  EXPECT_EQ(world.json("GET", "jobs", 200)["jobs"].size(), 0U);
  browser.token = token;
  EXPECT_EQ(browser.post("/editor/jobs", form, "Sec-Fetch-Site: same-origin\r\n").status, 303);
  EXPECT_EQ(Browser(world.port())
                .post("/editor/sign-in", {{"name", "jana"}, {"password", std::string(password)}},
                      "Origin: https://evil.example\r\n")
                .status,
            403);
}

TEST(Editor, ASessionEnds) {
  const AdminWorld world;
  add_account(world, "jana", "read");
  const auto store = admin::open_store(world.database());
  const auto ends = [&](const auto& how) {
    Browser browser(world.port());
    EXPECT_TRUE(browser.sign_in("jana"));
    const std::string cookie = browser.cookie;
    how(browser);
    browser.cookie = cookie;
    return browser.get("/editor").status == 303;
  };
  EXPECT_FALSE(ends([](Browser&) {}));
  EXPECT_TRUE(ends([](Browser& browser) { EXPECT_EQ(browser.post("/editor/sign-out", {}).status, 303); }));
  EXPECT_TRUE(ends([&](Browser&) { store->run("UPDATE sessions SET seen = seen - 3601"); }));
  EXPECT_TRUE(ends([&](Browser&) { store->run("UPDATE sessions SET begun = begun - 43201"); }));
  EXPECT_TRUE(ends([&](Browser&) { admin::Accounts(*store).set_password("jana", password); }));
  EXPECT_TRUE(ends([&](Browser&) { admin::Accounts(*store).remove("jana"); }));
}

TEST(Editor, MayDoWhatTheAccountsScopesAllow) {
  const AdminWorld world;
  add_account(world, "reader", "read");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("reader"));
  EXPECT_EQ(browser.get("/editor/generations?lang=en").status, 200);
  EXPECT_EQ(browser.post("/editor/jobs", {{"kind", "check"}}).status, 403);
  EXPECT_EQ(browser.post("/editor/jobs", {{"kind", "index"}, {"why", "x"}}).status, 403);
  EXPECT_EQ(browser.post("/editor/generations/1/publish", {{"why", "x"}}).status, 403);
  EXPECT_EQ(browser.upload("/editor/upload", {{"a.sk.md", std::string(sound)}}).status, 403);
  EXPECT_EQ(browser.get("/editor/keys").status, 403);
  EXPECT_EQ(browser.get("/editor/log").status, 403);
  EXPECT_EQ(browser.post("/editor/file?path=records/case_study/sk-house.sk.md", {{"text", "x"}}).status, 403);
}

TEST(Editor, ListsFaultsThatLeadToTheLineAndMendsThem) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  const std::string path = "records/case_study/bad.sk.md";
  world.folder().write("corpus/" + path, "---\nkind: case_study\ntitle: A\nyear: never\n---\n\nText.\n");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const Reply check = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "check"}}));
  EXPECT_TRUE(has(check, "bad.sk.md:4:7")) << check.body;
  const std::string href = first_match(check.body, "href=\"(/editor/file[^\"]*#L4)\"");
  ASSERT_FALSE(href.empty()) << check.body;
  const std::string address = std::regex_replace(href.substr(0, href.find('#')), std::regex("&amp;"), "&");
  const Reply file = browser.get(address);
  EXPECT_TRUE(has(file, "<li id=\"L4\" class=\"marked\">")) << file.body;
  const std::string tag = first_match(file.body, "name=\"tag\" value=\"([0-9a-f]+)\"");

  const Reply still =
      browser.post(address, {{"tag", tag}, {"text", "---\r\nkind: case_study\r\ntitle: B\r\nyear: no\r\n---\r\n"}});
  EXPECT_EQ(still.status, 422);
  EXPECT_TRUE(has(still, "title: B")) << "what was typed stays";
  EXPECT_NE(file_text(world.corpus() / path).find("title: A"), std::string::npos) << "it is not saved";

  const Reply mended = browser.post(
      address, {{"tag", tag}, {"text", "---\r\nkind: case_study\r\ntitle: B\r\nyear: 2020\r\n---\r\n\r\nText.\r\n"}});
  EXPECT_EQ(mended.status, 303) << mended.body;
  EXPECT_EQ(file_text(world.corpus() / path), "---\nkind: case_study\ntitle: B\nyear: 2020\n---\n\nText.\n");

  const Reply late = browser.post(address, {{"tag", tag}, {"text", std::string(sound)}});
  EXPECT_EQ(late.status, 409) << "somebody else was faster";
  EXPECT_TRUE(has(late, "Nový dom"));
}

TEST(Editor, ShowsFilesOfTheCorpusAndNoOthers) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  world.folder().write("outside.md", "secret");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  EXPECT_EQ(browser.get("/editor/file?path=records/case_study/sk-house.sk.md").status, 200);
  world.folder().write("corpus/schema.txt", "secret");
  world.folder().write("corpus/notes.json", "secret");
  world.folder().write("corpus/vocabulary/notes.txt", "secret");
  world.folder().write("corpus/vocabulary/deeper/x.json", "secret");
  std::filesystem::create_symlink("../outside.md", world.corpus() / "thesaurus.ttl");
  std::filesystem::create_symlink("../../outside.md", world.corpus() / "vocabulary/outside.json");
  for (const std::string path :
       {"../outside.md", "records/../../outside.md", "/etc/passwd", "schema.json", "", "schema.txt", "notes.json",
        "records/case_study/./sk-house.sk.md", "../db/admin.sqlite", "thesaurus.ttl", "vocabulary",
        "vocabulary/notes.txt", "vocabulary/deeper/x.json", "vocabulary/outside.json", "vocabulary/../schema.json",
        "./best_bets.jsonl", "best_bets.jsonl%00", "vocabulary/../../outside.md"})
    EXPECT_EQ(browser.get("/editor/file?path=" + server::percent_encode(path)).status, 404) << path;
}

TEST(Editor, FaultsOfWhatGoesWithTheRecordsLeadToTheirLines) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  const auto write = [&](const std::string& name, const std::string& text) {
    world.folder().write("corpus/" + name, text);
  };
  write("best_bets.jsonl", "\n{\"words\": [\"dom\"], \"pin\": [\"nowhere\"]}\n");
  write("queries.jsonl", "{\"text\": \"dom\"}\n{\"lang\": \"sk\"}\n");
  write("synonyms.jsonl", "{\"id\": \"a\"}\nno object\n");
  write("thesaurus.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<#a> skos:prefLabel .\n");
  write("records/firms.csv", "Meno\nOmama\n");
  write("records/firms.columns.json", "{\"columns\": {},\n \"colour\": 1}\n");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const auto leads_to_line = [&](const Reply& list, const std::string& name, int line) {
    const std::string href = first_match(list.body, fmt::format("href=\"(/editor/file[^\"]*)#L{}\">{}:", line, name));
    ASSERT_FALSE(href.empty()) << name << list.body;
    const Reply file = browser.get(std::regex_replace(href, std::regex("&amp;"), "&"));
    EXPECT_EQ(file.status, 200) << name;
    EXPECT_TRUE(has(file, fmt::format("<li id=\"L{}\" class=\"marked\">", line))) << name << file.body;
    EXPECT_EQ(has(file, "This file can only be read here."), !name.ends_with(".columns.json")) << name;
    EXPECT_EQ(has(file, "<textarea"), name.ends_with(".columns.json")) << name;
  };
  const Reply check = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "check"}}));
  leads_to_line(check, "best_bets.jsonl", 2);
  leads_to_line(check, "synonyms.jsonl", 2);
  leads_to_line(check, "thesaurus.ttl", 2);
  leads_to_line(check, "records/firms.columns.json", 2);
  EXPECT_TRUE(has(browser.get("/editor/file?path=queries.jsonl&lang=en"), "<li id=\"L2\" class=\"marked\">"));

  write("schema.json", "{\n \"fields\": 7}\n");
  write("vocabulary/country.json", "{\n");
  const Reply broken = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "check"}}));
  leads_to_line(broken, "schema.json", 2);
  EXPECT_EQ(browser.get("/editor/file?path=vocabulary/country.json").status, 200);
  EXPECT_EQ(browser.get("/editor/file?path=records/case_study/sk-house.sk.md").status, 200);
  EXPECT_EQ(browser.post("/editor/file?path=schema.json", {{"text", "{}"}}).status, 404);
}

TEST(Editor, FaultsOfAWorkbookAreToldByRowAndColumn) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  std::filesystem::create_directories(world.corpus() / "records");
  const auto cells = [](int row, const std::vector<std::string>& texts) {
    std::string xml = fmt::format("<x:row r=\"{}\">", row);
    for (const std::string& text : texts)
      xml += fmt::format("<x:c t=\"inlineStr\"><x:is><x:t>{}</x:t></x:is></x:c>", text);
    return xml + "</x:row>";
  };
  corpus::write_workbook(world.corpus() / "records/firms.xlsx",
                         cells(1, {"id", "kind", "title_sk", "year"}) +
                             cells(2, {"omama", "organisation", "Omama", "2020"}) +
                             cells(3, {"domy", "organisation", "Domy", "never"}));
  world.folder().write("corpus/records/firms.columns.json", "{\"sheet\": \"Data\"}");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const Reply check = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "check"}}));
  EXPECT_TRUE(has(check, ">records/firms.xlsx: row 3, column D</a>")) << check.body;
  const Reply file = browser.get("/editor/file?path=records/firms.xlsx&lang=en");
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(has(file, "Open it in a spreadsheet program")) << file.body;
  EXPECT_TRUE(has(file, ">records/firms.xlsx: row 3, column D</a>")) << file.body;
  EXPECT_TRUE(has(browser.get("/editor/file?path=records/firms.xlsx&lang=sk"), "riadok 3, stĺpec D"));
}

TEST(Editor, ChecksUploadsBeforeTheyLand) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const std::string faulty =
      "---\nkind: case_study\ntitle: A\nyear: never\nrelated: [org-masters, nowhere]\n---\n\nText.\n";
  const Reply refused =
      browser.upload("/editor/upload?lang=en", {{"new-one.sk.md", std::string(sound)}, {"bad.sk.md", faulty}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "bad.sk.md:4:7")) << refused.body;
  EXPECT_TRUE(has(refused, "nowhere"));
  EXPECT_FALSE(has(refused, "org-masters")) << "that record is in the corpus";
  EXPECT_FALSE(std::filesystem::exists(world.corpus() / "records/case_study/new-one.sk.md")) << "all or none";
  for (const std::string name : {"..%2fx.md", ".hidden.sk.md", "a b.sk.md", "x.exe", "x.columns.json"})
    EXPECT_EQ(browser.upload("/editor/upload", {{name, std::string(sound)}}).status, 422) << name;
  EXPECT_EQ(browser.upload("/editor/upload", {}).status, 422);

  EXPECT_EQ(browser.upload("/editor/upload", {{"new-one.sk.md", std::string(sound)}}).status, 303);
  EXPECT_EQ(file_text(world.corpus() / "records/case_study/new-one.sk.md"), sound);
  EXPECT_EQ(browser.upload("/editor/upload", {{"../../bad.sk.md", faulty}}, true).status, 303)
      << "folders are left out";
  EXPECT_TRUE(std::filesystem::exists(world.corpus() / "records/case_study/bad.sk.md"));
  const std::string twice =
      R"({"id": "sk-house", "kind": "case_study", "original": "sk", "texts": {"sk": {"title": "A"}}})";
  EXPECT_TRUE(has(browser.upload("/editor/upload", {{"twice.json", twice}}), "sk-house"));
  EXPECT_FALSE(std::filesystem::exists(world.database() / "checking") &&
               !std::filesystem::is_empty(world.database() / "checking"));
}

TEST(Editor, TakesAMappingWithItsTable) {
  const AdminWorld world;
  add_account(world, "jana", "records");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const std::string table = "Meno;IČO;Typ\nOmama;12;s.r.o.\nDomy;13;banka\n";
  const std::string mapping = R"({"columns": {"Meno": "title_sk", "Typ": "org_type"},
 "values": {"org_type": {"s.r.o.": "business"}},
 "constants": {"kind": "organisation", "original": "sk"},
 "id": "org-{IČO}"})";
  const std::string wrong = std::regex_replace(mapping, std::regex("business"), "company");
  const auto upload = [&](const std::vector<std::pair<std::string, std::string>>& files, bool keep_faulty = false) {
    return browser.upload("/editor/upload?lang=en", files, keep_faulty);
  };
  const Reply alone = upload({{"firmy.columns.json", mapping}});
  EXPECT_EQ(alone.status, 422);
  EXPECT_TRUE(has(alone, "there is no table firmy.csv or firmy.xlsx")) << alone.body;
  EXPECT_EQ(upload({{"firmy.csv", table}}).status, 422) << "its columns are not ours";
  EXPECT_TRUE(has(upload({{"firmy.csv", table}, {"firmy.columns.json", "{\n\"colums\": {}}"}}),
                  "records/firmy.columns.json:2:1"));
  EXPECT_TRUE(has(upload({{"firmy.columns.json", wrong}, {"firmy.csv", table}}), "records/firmy.csv:2:"));
  EXPECT_FALSE(std::filesystem::exists(world.corpus() / "records/firmy.csv"));

  EXPECT_EQ(upload({{"firmy.columns.json", mapping}, {"firmy.csv", table}}).status, 303);
  EXPECT_EQ(file_text(world.corpus() / "records/firmy.csv"), table);
  EXPECT_EQ(file_text(world.corpus() / "records/firmy.columns.json"), mapping);
  EXPECT_EQ(world.json("GET", "records/org-12", 200)["org_type"], "business");

  // Each alone, now that the other is there; the mapping also on its page.
  EXPECT_EQ(upload({{"firmy.csv", table + "Tretia;14;\n"}}).status, 303);
  EXPECT_TRUE(has(upload({{"firmy.columns.json", wrong}}), "records/firmy.csv:2:")) << "its rows would be faulty";
  EXPECT_EQ(upload({{"firmy.columns.json", mapping + "\n"}}).status, 303);
  EXPECT_EQ(file_text(world.corpus() / "records/firmy.columns.json"), mapping + "\n");
  const std::string address = "/editor/file?path=records/firmy.columns.json&lang=en";
  const std::string tag = first_match(browser.get(address).body, "name=\"tag\" value=\"([0-9a-f]+)\"");
  EXPECT_EQ(browser.post(address, {{"tag", tag}, {"text", wrong}}).status, 422);
  EXPECT_EQ(browser.post(address, {{"tag", tag}, {"text", mapping}}).status, 303);
  EXPECT_EQ(file_text(world.corpus() / "records/firmy.columns.json"), mapping);
}

TEST(Editor, TakesDocumentsBesideTheRecordThatNamesThem) {
  const AdminWorld world;
  add_account(world, "jana", "records,publish");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const std::string word =
      file_text(write_docx(world.folder() / "made/body.docx", docx_paragraph("The carpentry repairs bicycles.")));
  const std::string record =
      "---\nkind: case_study\ntitle: Dielňa\nbody_file: texts/body.docx\nattachments: [study.pdf]\n---\n";
  const std::string study = pdf({"An evaluation of velocipedes."});
  const std::filesystem::path home = world.corpus() / "records/case_study";

  EXPECT_EQ(browser.upload("/editor/upload", {{"workshop.sk.md", record}}).status, 422) << "it names what is not there";
  EXPECT_EQ(browser.upload("/editor/upload", {{"body.docx", word}, {"workshop.sk.md", record}, {"study.pdf", study}})
                .status,
            303);
  EXPECT_EQ(file_text(home / "texts/body.docx"), word);
  EXPECT_EQ(file_text(home / "study.pdf"), study);
  EXPECT_EQ(browser.upload("/editor/upload", {{"workshop.sk.md", record}}).status, 303) << "now they are there";

  // Alone: in place of the one of its name, else into a folder of their own; what cannot be read is said at once.
  EXPECT_EQ(browser.upload("/editor/upload", {{"body.docx", word + " "}}).status, 303);
  EXPECT_EQ(file_text(home / "texts/body.docx"), word + " ");
  EXPECT_EQ(browser.upload("/editor/upload", {{"page.html", "<p>Text.</p>"}}).status, 303);
  EXPECT_TRUE(std::filesystem::exists(world.corpus() / "documents/page.html"));
  const Reply refused = browser.upload("/editor/upload?lang=en", {{"broken.docx", "no archive"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "documents/broken.docx")) << refused.body;

  browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "index"}, {"why", "documents"}}));
  std::this_thread::sleep_for(1s);  // by then the server has moved to it
  for (const std::string word_of_it : {"carpentry", "velocipedes"})
    EXPECT_TRUE(has(tests::get(world.port(), "/?lang=en&q=" + word_of_it), "/record/workshop")) << word_of_it;
}

TEST(Editor, ShowsWhatPeopleSearchFor) {
  server::Settings settings;
  settings.query_log_days = 30;
  AdminWorld world(settings);
  for (int i = 0; i < 4; ++i) tests::get(world.port(), "/?q=%3Cb%3Edomov&lang=sk");
  world.stop();  // what waits is written
  world.start();
  add_account(world, "jana", "records");
  add_account(world, "petra", "read");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const Reply page = browser.get("/editor/queries?lang=en");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "&lt;b&gt;domov</a></th><td>Slovak</td>")) << page.body;
  EXPECT_FALSE(has(page, "<b>domov"));
  EXPECT_TRUE(has(page, "/editor/best-bets?words="));
  EXPECT_TRUE(has(browser.get("/editor/best-bets?lang=en&words=domov"), ">\ndomov</textarea>"));
  EXPECT_FALSE(has(browser.get("/editor/queries?lang=en&readers=de"), "domov"));
  EXPECT_TRUE(has(browser.get("/editor/queries?lang=en&readers=xx&days=-1&order=x"), "domov")) << "as if not chosen";
  const Reply csv = browser.get("/editor/queries.csv?lang=en&order=searches&readers=sk&days=7");
  EXPECT_EQ(csv.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_TRUE(has(csv, "domov,sk,4,")) << csv.body;

  Browser reader(world.port());
  ASSERT_TRUE(reader.sign_in("petra"));
  EXPECT_FALSE(has(reader.get("/editor/queries?lang=en"), "/editor/best-bets")) << "she may not change them";
  EXPECT_EQ(Browser(world.port()).get("/editor/queries.csv").status, 303) << "nobody is signed in";
}

TEST(Editor, SaysThatSearchesAreNotCounted) {
  const AdminWorld world;
  add_account(world, "jana", "read");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  EXPECT_TRUE(has(browser.get("/editor/queries?lang=en"), "query_log_days"));
}

TEST(Editor, PreviewsPublishesAndRollsBack) {
  const AdminWorld world;
  add_account(world, "jana", "records,publish");
  world.folder().write("corpus/records/case_study/new-one.sk.md", std::string(sound));
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const Reply preview = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "preview"}}));
  EXPECT_TRUE(has(preview, "new-one")) << preview.body;
  const std::string action = first_match(preview.body, "action=\"(/editor/generations/[0-9]+/publish[^\"]*)\"");
  ASSERT_FALSE(action.empty()) << preview.body;
  const Reply published = browser.follow(browser.post(action, {{"why", "a new house"}, {"once", "one"}}));
  EXPECT_TRUE(has(published, "a new house")) << published.body;
  EXPECT_EQ(world.json("GET", "generations", 200)["current"], 3);
  const Reply confirm = browser.get("/editor/generations/rollback?lang=en");
  EXPECT_TRUE(has(confirm, "Roll back to generation 2")) << confirm.body;
  browser.follow(browser.post("/editor/generations/rollback", {{"why", "not yet"}, {"once", "two"}}));
  EXPECT_EQ(world.json("GET", "generations", 200)["current"], 2);
  const auto entries = world.json("GET", "audit", 200)["entries"];
  EXPECT_EQ(entries[0]["action"], "generations.rollback");
  EXPECT_EQ(entries[0]["name"], "jana");
  EXPECT_EQ(entries[0]["why"], "not yet");
}

TEST(Editor, AFormSentTwiceIsDoneOnce) {
  const AdminWorld world;
  add_account(world, "jana", "admin");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  const server::Fields form = {{"kind", "check"}, {"once", "abc"}};
  const Reply first = browser.post("/editor/jobs", form), second = browser.post("/editor/jobs", form);
  EXPECT_EQ(first.header("location"), second.header("location"));
  EXPECT_EQ(world.json("GET", "jobs", 200)["jobs"].size(), 1U);
}

TEST(Editor, ShowsANewKeyOnce) {
  const AdminWorld world;
  add_account(world, "root", "admin");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("root"));
  EXPECT_EQ(browser.post("/editor/keys?lang=en", {{"name", "robot"}}).status, 422);
  const Reply made = browser.post("/editor/keys?lang=en", {{"name", "robot"}, {"scope", "read"}, {"days", "30"}});
  const std::string key = first_match(made.body, "(pramen_[0-9a-z]+_[0-9A-Za-z]+)");
  EXPECT_FALSE(key.empty()) << made.body;
  EXPECT_EQ(get(world.port(), "/api/v1/admin/me", "Authorization: Bearer " + key + "\r\n").status, 200);
  EXPECT_FALSE(has(browser.get("/editor/keys"), key));
  const std::string id = first_match(key, "pramen_([0-9a-z]+)_");
  EXPECT_EQ(browser.post("/editor/keys/" + id + "/revoke", {}).status, 303);
  EXPECT_EQ(get(world.port(), "/api/v1/admin/me", "Authorization: Bearer " + key + "\r\n").status, 401);
}

TEST(Editor, ShowsDeadLinksWithTheirPlaces) {
  const AdminWorld world({.links_private = {"127.0.0.1"}});
  const WebSite site([](const httplib::Request& request, httplib::Response& response) {
    response.status = request.path == "/old" ? 301 : request.path == "/new" ? 200 : 410;
    if (request.path == "/old") response.set_header("Location", "/new");
  });
  world.folder().write("corpus/records/case_study/boats.en.md",
                       fmt::format("---\nkind: case_study\ntitle: Boats\nweb: {}\n---\n\nSee [it]({}).\n",
                                   site.at("/gone"), site.at("/old")));
  add_account(world, "jana", "records");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("jana"));
  EXPECT_TRUE(has(browser.get("/editor?lang=sk"), "Overiť aj odkazy"));
  const Reply page = browser.wait(browser.post("/editor/jobs?lang=en", {{"kind", "report"}, {"links", "yes"}}));
  EXPECT_TRUE(has(page, "Dead links <span class=\"editor-count\">1</span>")) << page.body;
  EXPECT_TRUE(has(page, "href=\"" + site.at("/gone") + "\"")) << page.body;
  EXPECT_TRUE(has(page, "the server says 410: the page is gone for good"));
  EXPECT_TRUE(has(page, "records/case_study/boats.en.md:4"));
  EXPECT_TRUE(has(page, "#L4\""));
  EXPECT_TRUE(has(page, "href=\"" + site.at("/new") + "\""));
  EXPECT_TRUE(has(page, "records/case_study/boats.en.md:7"));
  EXPECT_TRUE(has(page, "Links: 2 addresses, 0 of them answer."));
}

TEST(Editor, SpeaksSixLanguages) {
  const AdminWorld world;
  add_account(world, "root", "admin");
  Browser browser(world.port());
  ASSERT_TRUE(browser.sign_in("root"));
  const Reply report = browser.post("/editor/jobs?lang=en", {{"kind", "report"}});
  browser.wait(report);
  const std::string job = first_match(report.header("location"), "(/editor/jobs/[0-9a-z]+)");
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    for (const std::string& path :
         {std::string("/editor"), std::string("/editor/jobs"), job, std::string("/editor/upload"), std::string("/editor/queries"), std::string("/editor/best-bets"),
          std::string("/editor/generations"), std::string("/editor/generations/1"),
          std::string("/editor/generations/rollback"), std::string("/editor/keys"), std::string("/editor/log"),
          std::string("/editor/file?path=records/case_study/sk-house.sk.md&x=1")}) {
      const Reply reply = browser.get(path + (path.find('?') == path.npos ? "?" : "&") + "lang=" + lang);
      EXPECT_EQ(reply.status, 200) << path;
      EXPECT_TRUE(has(reply, fmt::format("<html lang=\"{}\">", lang))) << path;
      EXPECT_FALSE(has(reply, "{{")) << path;
    }
  }
}

}  // namespace
}  // namespace pramen::tests
