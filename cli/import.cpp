// A Word document or web page as a record to go on with: what is known of it is filled in, the rest is for an editor.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "corpus/document.h"
#include "corpus/markdown.h"
#include "corpus/problem.h"
#include "corpus/record_writer.h"
#include "stemmers/detector.h"

namespace pramen::cli {
namespace {

std::string language_of(const corpus::Schema& schema, const corpus::Document& document) {
  const stemmers::Languages languages(schema.languages());
  const stemmers::Guess guess = stemmers::detect(languages, corpus::markdown_to_text(document.markdown));
  return guess.code.empty() ? schema.languages().front() : guess.code;
}

}  // namespace

int import_document(const ImportOptions& options) {
  const corpus::Document document = corpus::read_document(options.file);
  if (!document.fault.empty()) {
    corpus::Problem problem;
    problem.where.file = options.file.string();
    problem.what = corpus::say("the file cannot be read: {}", document.fault);
    problem.hint = document.hint;
    fmt::print(stderr, "{}\n", corpus::to_text(problem, message_language({})));
    return input_has_faults;
  }
  const corpus::Schema schema = corpus::Schema::bundled();
  const std::string lang = options.lang.empty() ? language_of(schema, document) : options.lang;
  corpus::Record record{.id = options.id, .kind = options.kind, .original = lang, .facts = {}, .texts = {}};
  corpus::Text& text = record.texts[lang];
  text.title = document.title.empty() ? options.file.stem().string() : document.title;
  text.body = document.markdown;
  fmt::print("{}", corpus::to_markdown(schema, record, lang));
  fmt::print(stderr, "save it as records/{}/{}.{}.md and add what else is known of it\n", record.kind,
             options.id.empty() ? "ID" : options.id, lang);
  return done;
}

}  // namespace pramen::cli
