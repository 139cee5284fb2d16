#include "corpus/tbx_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "corpus/skos.h"
#include "corpus/tbx.h"
#include "corpus/xml_text.h"

namespace pramen::corpus {
namespace {

// A name of XML may not begin with a digit.
std::string entry_id(std::string_view id) {
  return (id.front() >= '0' && id.front() <= '9' ? "_" : "") + std::string(id);
}

class TbxWriter {
 public:
  TbxWriter(const Thesaurus& thesaurus, std::vector<std::string>& left_out)
      : thesaurus_(thesaurus), left_out_(left_out) {}

  std::string write() {
    write_head();
    for (const Concept& one : thesaurus_.concepts()) write_entry(one);
    out_ += "</body></text>\n</tbx>\n";
    for (const Statement& statement : thesaurus_.statements()) leave_out(statement.predicate);
    return std::move(out_);
  }

 private:
  // One title is all that there is room for.
  void write_head() {
    const Labels& titles = thesaurus_.title();
    const auto english = titles.find("en");
    const auto title = english == titles.end() ? titles.begin() : english;
    out_ = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"{}\">\n"
        "<tbxHeader><fileDesc>\n",
        tbx::space);
    if (title != titles.end()) {
      out_ += fmt::format("  <titleStmt><title xml:lang=\"{}\">{}</title></titleStmt>\n", xml_text(title->first),
                          xml_text(title->second));
    }
    if (titles.size() > 1) leave_out(iri_of(Property::title));
    out_ += fmt::format("  <sourceDesc><p>{}</p></sourceDesc>\n</fileDesc></tbxHeader>\n<text><body>\n",
                        xml_text(thesaurus_.iri()));
  }

  void write_entry(const Concept& one) {
    out_ += fmt::format("<conceptEntry id=\"{}\">\n", entry_id(one.id));
    write_links("descrip", tbx::broader, one.broader);
    write_links("descrip", tbx::narrower, one.narrower);
    out_ += fmt::format("  <admin type=\"{}\">{}</admin>\n", tbx::source, xml_text(one.iri));
    write_links("ref", tbx::related, one.related);
    for (const std::string& iri : one.exact_match)
      out_ += fmt::format("  <xref type=\"{}\" target=\"{}\"/>\n", tbx::elsewhere, xml_text(iri));
    for (const std::string& language : languages_of(one)) write_section(one, language);
    out_ += "</conceptEntry>\n";
    if (!one.definitions.empty()) leave_out(iri_of(Property::record));
    if (one.deprecated) leave_out(iri_of(Property::deprecated));
    if (!one.replaced_by.empty()) leave_out(iri_of(Property::replaced_by));
  }

  void write_links(std::string_view element, std::string_view type, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      out_ += fmt::format("  <{} type=\"{}\" target=\"{}\">{}</{}>\n", element, type, entry_id(id),
                          xml_text(name_of(id)), element);
    }
  }

  // A section has a term: texts in a language without one have no place.
  std::set<std::string, std::less<>> languages_of(const Concept& one) {
    std::set<std::string, std::less<>> languages;
    for (const auto& [language, label] : one.preferred) languages.insert(language);
    for (const auto* rows : {&one.alternative, &one.hidden}) {
      for (const auto& [language, labels] : *rows) languages.insert(language);
    }
    for (const auto& [texts, property] :
         {std::pair(&one.definition, Property::definition), std::pair(&one.scope_note, Property::scope_note)}) {
      for (const auto& [language, text] : *texts) {
        if (!languages.contains(language)) leave_out(iri_of(property));
      }
    }
    return languages;
  }

  void write_section(const Concept& one, const std::string& language) {
    out_ += fmt::format("  <langSec xml:lang=\"{}\">\n", xml_text(language));
    if (const auto text = one.definition.find(language); text != one.definition.end())
      out_ += fmt::format("    <descrip type=\"{}\">{}</descrip>\n", tbx::definition, xml_text(text->second));
    if (const auto text = one.scope_note.find(language); text != one.scope_note.end())
      out_ += fmt::format("    <note>{}</note>\n", xml_text(text->second));
    if (const auto label = one.preferred.find(language); label != one.preferred.end())
      write_term(label->second, tbx::preferred);
    write_terms(one.alternative, language, tbx::admitted);
    write_terms(one.hidden, language, tbx::deprecated);
    out_ += "  </langSec>\n";
  }

  using Terms = std::map<std::string, std::vector<std::string>, std::less<>>;
  void write_terms(const Terms& terms, const std::string& language, std::string_view status) {
    if (const auto found = terms.find(language); found != terms.end()) {
      for (const std::string& term : found->second) write_term(term, status);
    }
  }

  void write_term(std::string_view term, std::string_view status) {
    out_ += fmt::format("    <termSec><term>{}</term><termNote type=\"{}\">{}</termNote></termSec>\n", xml_text(term),
                        tbx::status, status);
  }

  std::string_view name_of(std::string_view id) const {
    const Concept* named = thesaurus_.find(id);
    return named == nullptr ? id : label_in(named->preferred, "en", named->id);
  }

  void leave_out(std::string_view property) {
    if (std::ranges::find(left_out_, property) == left_out_.end()) left_out_.emplace_back(property);
  }

  const Thesaurus& thesaurus_;
  std::vector<std::string>& left_out_;
  std::string out_;
};

}  // namespace

std::string write_tbx(const Thesaurus& thesaurus, std::vector<std::string>& left_out) {
  return TbxWriter(thesaurus, left_out).write();
}

}  // namespace pramen::corpus
