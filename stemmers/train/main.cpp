// pramen-train: learns the tables of a language pack. See docs/languages.md.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "stemmers/train/learner.h"
#include "stemmers/train/recipe.h"
#include "stemmers/train/table_writer.h"

namespace {

using namespace pramen::stemmers::train;

nlohmann::ordered_json about(const Recipe& recipe, const TableRecipe& table) {
  auto sources = nlohmann::ordered_json::array();
  for (const SourceRecipe& source : table.sources) {
    sources.push_back({{"title", source.title}, {"licence", source.licence}, {"notice", source.notice}});
  }
  return {{"language", recipe.language}, {"licence", table.licence}, {"sources", sources}};
}

void train(const std::filesystem::path& pack, const std::filesystem::path& out, const SourceFiles& files,
           const std::vector<std::string>& only) {
  const Recipe recipe = read_recipe(pack);
  for (const TableRecipe& table : recipe.tables) {
    if (!only.empty() && std::ranges::find(only, table.name) == only.end()) continue;
    const std::filesystem::path file = out / (table.name + ".table");
    fmt::print(stderr, "{}\n", file.string());
    const auto sections =
        learn_table(table, files, [](const std::string& line) { fmt::print(stderr, "  {}\n", line); });
    write_table(file, about(recipe, table), sections);
    fmt::print(stderr, "  {} kB written\n", std::filesystem::file_size(file) / 1000);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Learns the tables of a language pack from word lists. Same inputs, same bytes.");
  app.footer("Example:\n  pramen-train stemmers/packs/sk --source open=sk.open.tsv.xz --table odbl-1.0");
  std::filesystem::path pack, out;
  std::vector<std::string> given, only;
  app.add_option("PACK", pack, "folder of the pack; its sources.json says what is learnt from what")->required();
  app.add_option("--source", given, "NAME=FILE, a source of sources.json (repeatable)");
  app.add_option("--table", only, "learn only this table (repeatable)");
  app.add_option("--out", out, "where to write the tables (default: the pack)");
  CLI11_PARSE(app, argc, argv);
  try {
    SourceFiles files;
    for (const std::string& source : given) {
      const std::size_t sign = source.find('=');
      if (sign == std::string::npos) {
        fmt::print(stderr, "pramen-train: --source takes NAME=FILE, not “{}”\n", source);
        return 2;
      }
      files[source.substr(0, sign)] = source.substr(sign + 1);
    }
    train(pack, out.empty() ? pack : out, files, only);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "pramen-train: {}\n", fault.what());
    return 1;
  }
  return 0;
}
