// Feeds the readers of thesauri with anything and checks what they promise: no crash, problems with
// words, and what was read comes back equal from every format. Built with clang's -fsanitize=fuzzer
// it is a libFuzzer target (define PRAMEN_LIBFUZZER); else a program: thesaurus_fuzzer [INPUTS] [SEED].
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "tests/corpus/thesaurus_text.h"
#include "tests/support/fuzzing.h"

namespace {

using namespace pramen::corpus;
using pramen::tests::require;

constexpr ThesaurusFormat formats[] = {ThesaurusFormat::turtle, ThesaurusFormat::jsonld, ThesaurusFormat::rdfxml,
                                       ThesaurusFormat::lines, ThesaurusFormat::tbx};

bool equal(const Thesaurus& left, const Thesaurus& right) {
  return left.iri() == right.iri() && left.title() == right.title() &&
         std::ranges::equal(left.concepts(), right.concepts()) &&
         std::ranges::equal(left.statements(), right.statements());
}

void check(const std::string& text, ThesaurusFormat format) {
  const ReadThesaurus read = read_text(text, format);
  require(read.thesaurus || !read.problems.empty(), "a refusal has a reason", text);
  for (const Problem& problem : read.problems) {
    require(!problem.what.empty() && !problem.rule.empty(), "a problem has words", text);
    require(problem.where.line <= 1 + static_cast<std::size_t>(std::ranges::count(text, '\n')),
            "a problem lies in the text", text, read.words());
  }
  if (!read.thesaurus) return;
  for (const ThesaurusFormat other : formats) {
    bool whole = true;
    const std::string written = write_thesaurus(*read.thesaurus, other, [&](Problem&&) { whole = false; });
    if (!whole) continue;
    const ReadThesaurus again = read_text(written, other);
    require(again.thesaurus.has_value(), "what is written can be read", text, written + again.words());
    require(equal(*read.thesaurus, *again.thesaurus), "what is written says the same", text, written);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) check({reinterpret_cast<const char*>(data) + 1, size - 1}, formats[data[0] % std::size(formats)]);
  return 0;
}

#ifndef PRAMEN_LIBFUZZER
namespace {

const std::string turtle = std::string(turtle_head) +
                           R"(<https://example.org/s> dcterms:title "Title"@en ; skos:hasTopConcept :a , :c .
:a a skos:Concept ; skos:prefLabel "a"@en , "á"@sk ; skos:altLabel "b \"q\""@en , 'c'@en ; skos:narrower :b ;
  skos:inScheme <https://example.org/s> ; pramen:definition "def-a" ; skos:note [ skos:note ( 1 true "x" ) ] .
:b a skos:Concept ; skos:prefLabel "b"@en ; skos:broader :a ; skos:related :c ; skos:definition """One."""@en .
:c a skos:Concept ; skos:prefLabel "c"@en ; owl:deprecated true ; dcterms:isReplacedBy :b ; skos:related :b .
)";

// A sound file in the format, with a few bytes or pieces of syntax changed.
std::string random_input(std::mt19937_64& random, const std::vector<std::string>& sound, std::size_t format) {
  static const std::string pieces[] = {"\"",
                                       "'",
                                       "\"\"\"",
                                       "<",
                                       ">",
                                       "[",
                                       "]",
                                       "(",
                                       ")",
                                       "{",
                                       "}",
                                       ".",
                                       ";",
                                       ",",
                                       ":",
                                       "@en",
                                       "@",
                                       "^^",
                                       "#",
                                       "\\",
                                       "\\u0041",
                                       "\\u0000",
                                       "\n",
                                       " ",
                                       "_:x",
                                       ":a",
                                       "skos:broader",
                                       "a",
                                       "skos:Concept",
                                       "@id",
                                       "@type",
                                       "@list",
                                       "@value",
                                       "null",
                                       "true",
                                       "-1.5e3",
                                       "&amp;",
                                       "&#0;",
                                       "&x;",
                                       "<!--",
                                       "-->",
                                       "<![CDATA[",
                                       "]]>",
                                       "rdf:about",
                                       "rdf:parseType=\"Literal\"",
                                       "xml:lang=\"\"",
                                       "xmlns:a=\"b\"",
                                       "@prefix",
                                       "@base",
                                       "https://example.org/c/a",
                                       "é",
                                       "ж",
                                       "\xC3",
                                       "\xFF",
                                       "\u2028",
                                       "\uFFFE",
                                       "😀",
                                       "/>",
                                       "</",
                                       "<?",
                                       "<!DOCTYPE",
                                       "<termSec>",
                                       "<descrip type=\"definition\">",
                                       "target=\"a\""};
  std::string text = sound[format];
  const auto changes = 1 + random() % 4;
  for (std::size_t i = 0; i < changes; ++i) {
    const std::size_t at = random() % (text.size() + 1),
                      length = std::min<std::size_t>(random() % 12, text.size() - at);
    switch (random() % 4) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, pieces[random() % std::size(pieces)]); break;
      case 2: text.replace(at, length, pieces[random() % std::size(pieces)]); break;
      default: text.insert(at, text.substr(random() % (text.size() + 1), random() % 60));
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const ReadThesaurus read = read_text(turtle, ThesaurusFormat::turtle);
  require(read.thesaurus.has_value(), "the sound one is sound", turtle, read.words());
  std::vector<std::string> sound;
  for (const ThesaurusFormat format : formats)
    sound.push_back(write_thesaurus(*read.thesaurus, format, [](Problem&&) {}));
  sound[0] = turtle;
  std::size_t read_whole = 0;
  pramen::tests::try_inputs(argc, argv, [&](std::mt19937_64& random, unsigned long long i) {
    const std::string text = random_input(random, sound, i % std::size(formats));
    check(text, formats[i % std::size(formats)]);
    read_whole += read_text(text, formats[i % std::size(formats)]).thesaurus.has_value();
  });
  std::printf("%zu inputs were sound\n", read_whole);
}
#endif
