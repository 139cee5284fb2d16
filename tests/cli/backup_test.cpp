// An archive of a database, asked of the built program: what comes back, and what is refused.
#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace pramen {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using tests::Finished;
using tests::run_program;
using tests::TemporaryFolder;

std::string line(const std::string& id, const std::string& title) {
  return json{{"id", id}, {"kind", "case_study"}, {"original", "sk"}, {"texts", {{"sk", {{"title", title}}}}}}.dump() +
         "\n";
}

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

class Backup : public testing::Test {
 protected:
  Backup() {
    folder_.write("corpus/records/all.jsonl", line("a", "Malá obec") + line("b", "Sociálny podnik"));
    folder_.write("corpus/.git/config", "hidden");
    EXPECT_EQ(index("db").code, 0);
  }

  Finished index(const std::string& db) const {
    return run_program({"index", folder_ / "corpus", "--db", folder_ / db});
  }
  Finished backup(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"backup", archive_, "--db", folder_ / "db"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  Finished restore(const std::string& db, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"restore", archive_, "--db", folder_ / db};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  json hits(const std::string& db) const {
    const Finished found = run_program({"search", "obec OR podnik", "--db", folder_ / db, "--lang", "sk", "--json"});
    return found.code == 0 ? json::parse(found.out).at("hits") : json(found.err);
  }

  const TemporaryFolder folder_;
  const std::string archive_ = folder_ / "pramen.zip";
};

TEST_F(Backup, ComesBackWithTheSameAnswersCorpusAndHistory) {
  ASSERT_EQ(run_program({"keys", "create", "--name", "Jana", "--scope", "read", "--db", folder_ / "db"}).code, 0);
  ASSERT_EQ(backup({"--corpus", folder_ / "corpus"}).code, 0);
  const Finished back = restore("other", {"--corpus", folder_ / "back", "--why", "moved"});
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(hits("other"), hits("db"));
  EXPECT_EQ(hits("other").size(), 2U);
  EXPECT_EQ(read(folder_ / "back/records/all.jsonl"), read(folder_ / "corpus/records/all.jsonl"));
  EXPECT_FALSE(fs::exists(folder_ / "back/.git"));
  const json history = json::parse(run_program({"generations", "log", "--db", folder_ / "other", "--json"}).out);
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(run_program({"generations", "check", "--db", folder_ / "other"}).code, 0);
  EXPECT_EQ(run_program({"keys", "list", "--db", folder_ / "other"}).out,
            run_program({"keys", "list", "--db", folder_ / "db"}).out);
}

// What the history says of a number it does not say of what comes back.
TEST_F(Backup, ComesBackUnderANumberOfItsOwn) {
  ASSERT_EQ(run_program({"generations", "pin", "1", "--db", folder_ / "db"}).code, 0);
  ASSERT_EQ(run_program({"index", folder_ / "corpus", "--full", "--db", folder_ / "db"}).code, 0);
  ASSERT_EQ(backup().code, 0);
  ASSERT_EQ(restore("other").code, 0);
  const json list = json::parse(run_program({"generations", "list", "--db", folder_ / "other", "--json"}).out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["generation"], 3);
  EXPECT_EQ(list[0]["pinned"], false);
}

TEST_F(Backup, IsPublishedBesideWhatADatabaseHas) {
  ASSERT_EQ(backup().code, 0);
  const json then = hits("db");
  folder_.write("corpus/records/all.jsonl", line("c", "Obec iná"));
  ASSERT_EQ(index("db").code, 0);
  EXPECT_NE(hits("db"), then);
  ASSERT_EQ(restore("db").code, 0);
  EXPECT_EQ(hits("db"), then);
  ASSERT_EQ(run_program({"generations", "rollback", "--db", folder_ / "db"}).code, 0);
  EXPECT_NE(hits("db"), then);
}

TEST_F(Backup, ADamagedArchiveChangesNothing) {
  ASSERT_EQ(backup().code, 0);
  const std::string sound = read(archive_);
  const json then = hits("db");
  for (std::size_t at = 0; at < sound.size(); at += sound.size() / 12 + 1) {
    std::string broken = sound;
    broken[at] = static_cast<char>(broken[at] ^ 0x55);
    folder_.write("pramen.zip", broken);
    const Finished tried = restore("db");
    // A flipped byte of a time stamp, say, is none of the contents.
    EXPECT_TRUE(tried.code == 3 || tried.code == 0) << tried.err;
    EXPECT_EQ(hits("db"), then) << at;
  }
  folder_.write("pramen.zip", sound.substr(0, sound.size() / 2));
  const Finished cut = restore("fresh");
  EXPECT_EQ(cut.code, 3);
  EXPECT_NE(cut.err.find("pramen.zip cannot be opened as a backup"), std::string::npos) << cut.err;
  EXPECT_FALSE(fs::exists(folder_ / "fresh/current"));
  // Refused at its end, when all was unpacked, it leaves nothing of keys and history.
  ASSERT_EQ(run_program({"keys", "create", "--name", "Jana", "--scope", "read", "--db", folder_ / "db"}).code, 0);
  folder_.write("pramen.zip", "");
  fs::remove(archive_);
  ASSERT_EQ(backup().code, 0);
  std::string broken = read(archive_);
  broken[broken.find("PK\x01\x02") - 40] ^= 0x55;  // within the file that was packed last
  folder_.write("pramen.zip", broken);
  EXPECT_EQ(restore("fresh").code, 3);
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "fresh"))
    EXPECT_EQ(entry.path().string().find(".restoring"), std::string::npos) << entry.path();
}

TEST_F(Backup, LeadsNowhereElse) {
  for (const std::string path : {"../evil", "/tmp/evil", "generation/../../evil", "corpus//evil", "generation\\evil"}) {
    fs::remove(archive_);
    int code = 0;
    zip_t* zip = zip_open(archive_.c_str(), ZIP_CREATE, &code);
    ASSERT_NE(zip, nullptr);
    const std::string list = json{{"backup", 1},
                                  {"generation", 1},
                                  {"records", 0},
                                  {"fingerprint", ""},
                                  {"files", json::array({{{"path", path}, {"bytes", 1}, {"hash", ""}}})}}
                                 .dump();
    zip_file_add(zip, "pramen-backup.json", zip_source_buffer(zip, list.data(), list.size(), 0), 0);
    zip_file_add(zip, path.c_str(), zip_source_buffer(zip, "x", 1, 0), 0);
    ASSERT_EQ(zip_close(zip), 0);
    const Finished tried = restore("fresh");
    EXPECT_EQ(tried.code, 3);
    EXPECT_NE(tried.err.find("names a file outside of itself"), std::string::npos) << tried.err;
  }
}

TEST_F(Backup, OverwritesNoCorpus) {
  ASSERT_EQ(backup({"--corpus", folder_ / "corpus"}).code, 0);
  const Finished tried = restore("other", {"--corpus", folder_ / "corpus"});
  EXPECT_EQ(tried.code, 3);
  EXPECT_NE(tried.err.find("is there already and not empty"), std::string::npos) << tried.err;
  EXPECT_FALSE(fs::exists(folder_ / "other/current"));
}

TEST_F(Backup, TakesNoDamagedGenerationAndKeepsTheOlderArchive) {
  ASSERT_EQ(backup().code, 0);
  const std::string sound = read(archive_);
  std::string forms = read(folder_ / "db/generations/1/forms.bin");
  forms[forms.size() / 2] = static_cast<char>(forms[forms.size() / 2] ^ 1);
  folder_.write("db/generations/1/forms.bin", forms);
  const Finished tried = backup();
  EXPECT_EQ(tried.code, 3);
  EXPECT_NE(tried.err.find("is damaged (forms.bin differs)"), std::string::npos) << tried.err;
  EXPECT_EQ(run_program({"backup", archive_, "--db", folder_ / "nothing"}).code, 3);
  EXPECT_EQ(read(archive_), sound);
  EXPECT_FALSE(fs::exists(archive_ + ".writing"));
}

}  // namespace
}  // namespace pramen
