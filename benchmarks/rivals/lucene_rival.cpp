#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "benchmarks/rivals/rival.h"

namespace pramen::benchmarks {
namespace fs = std::filesystem;
namespace {

// Tabs and line ends would break the lines that Java reads.
std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

void write_tsv(const fs::path& records, const fs::path& tsv) {
  std::ifstream lines(records);
  std::ofstream out(tsv);
  for (std::string line; std::getline(lines, line);) {
    const auto record = nlohmann::json::parse(line);
    std::string topics, title, body;
    for (const std::string topic : record.value("topics", nlohmann::json::array()))
      topics += (topics.empty() ? "" : ",") + topic;
    for (const auto& [lang, text] : record.at("texts").items()) {
      if (title.empty()) title = text.value("title", "");
      body += (body.empty() ? "" : " ") + text.value("summary", "") + " " + text.value("body", "");
    }
    out << record.at("id").get<std::string>() << '\t' << record.at("kind").get<std::string>() << '\t'
        << record.value("country", "") << '\t' << topics << '\t' << one_line(title) << '\t' << one_line(body) << '\n';
  }
  if (!out) throw std::runtime_error(fmt::format("cannot write {}", tsv.string()));
}

[[noreturn]] void run_java(const fs::path& classes, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {
      "java", "-Xmx2g", "-XX:+UseSerialGC", "-cp", lucene_class_path() + ":" + classes.string(), "LuceneRival"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execvp("java", pointers.data());
  std::perror("java");
  ::_exit(127);
}

class Lucene final : public Rival {
 public:
  explicit Lucene(const fs::path& folder) {
    std::array<int, 2> to{}, from{};
    if (::pipe2(to.data(), O_CLOEXEC) != 0 || ::pipe2(from.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("cannot open a pipe to java");
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(to[0], STDIN_FILENO);
      ::dup2(from[1], STDOUT_FILENO);
      run_java(folder / "classes", {"search", (folder / "index").string()});
    }
    ::close(to[0]);
    ::close(from[1]);
    to_ = ::fdopen(to[1], "w");
    from_ = ::fdopen(from[0], "r");
  }
  ~Lucene() override {
    std::fclose(to_);  // it ends by itself
    std::fclose(from_);
    ::waitpid(process_, nullptr, 0);
  }

  Outcome search(const ListedQuery& query) override {
    std::string line = query.type + "\t" + query.kind + "\t" + query.country;
    for (const std::string& term : query.terms) line += "\t" + term;
    line += "\n";
    std::fputs(line.c_str(), to_);
    std::fflush(to_);
    std::array<char, 128> answer{};
    Outcome outcome;
    unsigned long long total = 0;
    if (std::fgets(answer.data(), answer.size(), from_) == nullptr ||
        std::sscanf(answer.data(), "%lf\t%llu", &outcome.cpu_us, &total) != 2)
      throw std::runtime_error("Lucene gave no answer; what it said of it stands above");
    outcome.total = total;
    return outcome;
  }

 private:
  pid_t process_ = -1;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
};

}  // namespace

std::string lucene_class_path() {
  if (std::system("command -v java >/dev/null 2>&1 && command -v javac >/dev/null 2>&1") != 0) return {};
  std::string path;
  const fs::path jars = "/usr/share/java";
  for (const std::string_view wanted : {"lucene-core-8", "lucene-facet-8", "lucene-analyzers-common-8"}) {
    std::error_code absent;
    std::string found;
    for (const auto& entry : fs::directory_iterator(jars, absent)) {
      if (entry.path().filename().string().starts_with(wanted)) found = entry.path().string();
    }
    if (found.empty()) return {};
    path += (path.empty() ? "" : ":") + found;
  }
  return path;
}

void index_lucene(const fs::path& records, const fs::path& folder) {
  const fs::path tsv = folder / "records.tsv", classes = folder / "classes";
  if (!fs::exists(tsv)) {  // the first call prepares; the second, measured, indexes
    fs::create_directories(classes);
    write_tsv(records, tsv);
    const std::string compile = fmt::format("javac -nowarn -cp '{}' -d '{}' '{}/rivals/LuceneRival.java'",
                                            lucene_class_path(), classes.string(), PRAMEN_BENCHMARKS_DIR);
    if (std::system(compile.c_str()) != 0) throw std::runtime_error("javac failed; what it said stands above");
    return;
  }
  run_java(classes, {"index", tsv.string(), (folder / "index").string()});
}

std::unique_ptr<Rival> open_lucene(const fs::path& folder) { return std::make_unique<Lucene>(folder); }

}  // namespace pramen::benchmarks
