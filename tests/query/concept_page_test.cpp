#include "query/concept_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "query/concept_list.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

const std::vector<std::string> languages = {"sk", "cs", "de", "hu", "bg", "en"};

TEST(ConceptPage, ShowsNamesButNoHiddenOnes) {
  for (const std::string& lang : languages) {
    const auto page = concept_page(*bundled(), "social-innovation", lang);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->names.size(), 6U);
    const corpus::Concept& named = *bundled()->thesaurus().find("social-innovation");
    const std::string json = to_json(*page);
    for (const auto& [code, hidden] : named.hidden) {
      for (const std::string& name : hidden) EXPECT_EQ(json.find("\"" + name + "\""), json.npos) << name;
    }
    EXPECT_EQ(page->label, named.preferred.at(lang));
  }
}

TEST(ConceptPage, CountsRecordsAsTheSearchThatItLinksTo) {
  for (const char* id : {"social-innovation", "social-enterprise", "social-economy", "homelessness"}) {
    const auto page = concept_page(*bundled(), id, "sk");
    ASSERT_TRUE(page) << id;
    for (const ConceptRecords& kind : page->records) {
      const Answer found =
          bundled()->search({.words = page->query, .lang = "sk", .filters = {{"kind", {kind.kind.key}}}});
      EXPECT_EQ(kind.total, found.total) << id;
      EXPECT_EQ(kind.records.size(), std::min<std::size_t>(found.total, concept_records));
    }
  }
}

TEST(ConceptPage, HasTheDefinitionsOfTheReadersCountryFirst) {
  EXPECT_EQ(concept_page(*bundled(), "social-innovation", "de")->definitions.at(0).country.key, "at");
  EXPECT_EQ(concept_page(*bundled(), "social-innovation", "hu")->definitions.at(0).country.key, "hu");
  EXPECT_EQ(concept_page(*bundled(), "social-enterprise", "bg")->definitions.at(0).country.key, "bg");
  std::set<std::string> ids;
  const auto page = concept_page(*bundled(), "social-innovation", "sk");
  for (const CountryDefinitions& country : page->definitions) {
    for (const ListedDefinition& one : country.definitions) {
      EXPECT_EQ(one.facts.country.key, country.country.key);
      EXPECT_TRUE(ids.insert(one.id).second);
    }
  }
  EXPECT_TRUE(ids.contains("def-si-mirri"));
}

TEST(ConceptPage, ShowsTheTermInUseCountryByCountry) {
  for (const std::string& lang : languages) {
    const auto page = concept_page(*bundled(), "social-enterprise", lang);
    ASSERT_TRUE(page);
    EXPECT_GE(page->uses.size(), 4U) << lang;
    std::set<std::string> countries;
    for (const CountryUses& country : page->uses) {
      EXPECT_TRUE(countries.insert(country.country.key).second);
      EXPECT_LE(country.uses.size(), uses_of_country);
      for (const ConceptUse& use : country.uses) {
        EXPECT_EQ(bundled()->record(use.id)->text_fact("country"), country.country.key);
        ASSERT_FALSE(use.passages.empty());
        for (const UsePassage& passage : use.passages) {
          EXPECT_NE(passage.html.find("<mark>"), std::string::npos) << use.id;
          EXPECT_TRUE(bundled()->record(use.id)->texts.contains(passage.lang));
        }
      }
    }
  }
  EXPECT_EQ(concept_page(*bundled(), "social-enterprise", "hu")->uses.at(0).country.key, "hu");
}

TEST(ConceptPage, IsNotThereForWhatIsNoConcept) {
  for (const char* id : {"", "nothing", "country/sk", "Social-Innovation", "../x"})
    EXPECT_FALSE(concept_page(*bundled(), id, "sk")) << id;
}

TEST(ConceptPage, EveryConceptHasOneInEveryLanguage) {
  for (const corpus::Concept& one : bundled()->thesaurus().concepts()) {
    const auto page = concept_page(*bundled(), one.id, "bg");
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->label.empty());
  }
}

TEST(ConceptsOfARecord, AreWhatItsTextsNameMost) {
  const auto concepts = bundled()->concepts_of("def-si-mirri", "sk");
  ASSERT_FALSE(concepts.empty());
  EXPECT_LE(concepts.size(), most_concepts_of_record);
  EXPECT_EQ(concepts.front().id, "social-innovation");
  EXPECT_EQ(concepts.front().label, "sociálna inovácia");
  EXPECT_TRUE(std::ranges::is_sorted(concepts, std::greater{}, &RecordConcept::frequency));
  EXPECT_TRUE(bundled()->concepts_of("nothing", "sk").empty());
}

// --- the list -----------------------------------------------------------------------

ConceptList listed(const std::string& text, const std::string& lang) {
  return concept_list(*bundled(), {.text = text, .lang = lang});
}

TEST(ConceptList, FindsByAnyNameAndShowsNoHiddenOne) {
  EXPECT_EQ(listed("soc inov", "sk").concepts.at(0).id, "social-innovation");
  const ConceptList other = listed("spoločenská inov", "sk");
  ASSERT_FALSE(other.concepts.empty());
  EXPECT_EQ(other.concepts[0].id, "social-innovation");
  EXPECT_EQ(other.concepts[0].matched, "spoločenská inovácia");
  const ConceptList hidden = listed("social inovation", "en");
  ASSERT_FALSE(hidden.concepts.empty());
  EXPECT_EQ(hidden.concepts[0].matched, "");
  EXPECT_EQ(listed("", "sk").total, static_cast<std::size_t>(std::ranges::count(bundled()->thesaurus().concepts(),
                                                                                false, &corpus::Concept::deprecated)));
  EXPECT_EQ(listed("zzqqxx", "sk").total, 0U);
}

// --- the card -----------------------------------------------------------------------

std::optional<DefinitionCard> card(const std::string& words, const std::string& lang) {
  return bundled()->search({.words = words, .lang = lang}).card;
}

TEST(DefinitionCard, AnswersTheBareTermAndTheQuestionInSixLanguages) {
  struct Case {
    const char *words, *lang;
  };
  for (const Case& one : {Case{"čo je sociálna inovácia", "sk"},
                          {"Čo je to sociálna inovácia?", "sk"},
                          {"co je socialna inovacia", "sk"},
                          {"sociálna inovácia", "sk"},
                          {"sociálne inovácie", "sk"},
                          {"čo znamená sociálna inovácia", "sk"},
                          {"co je sociální inovace", "cs"},
                          {"was ist soziale Innovation", "de"},
                          {"was ist eine soziale Innovation?", "de"},
                          {"mi az a társadalmi innováció", "hu"},
                          {"mit jelent a társadalmi innováció", "hu"},
                          {"какво е социална иновация", "bg"},
                          {"що е социална иновация", "bg"},
                          {"what is social innovation?", "en"},
                          {"what does social innovation mean", "en"}}) {
    const auto found = card(one.words, one.lang);
    ASSERT_TRUE(found) << one.words;
    EXPECT_EQ(found->id, "social-innovation") << one.words;
    EXPECT_EQ(found->definitions.size(), card_definitions);
    EXPECT_GE(found->total, found->definitions.size());
    EXPECT_EQ(found->other_name, "") << one.words;
  }
  EXPECT_EQ(card("sociálny podnik", "sk")->id, "social-enterprise");
  EXPECT_EQ(card("sociálna inovácia", "sk")->definitions[0].facts.country.key, "sk");
  EXPECT_EQ(card("social innovation", "hu")->definitions[0].facts.country.key, "hu");
}

TEST(DefinitionCard, SaysWhichNameTheThesaurusPrefers) {
  for (const char* words : {"spoločenská inovácia", "spoločenské inovácie", "čo je spoločenská inovácia"}) {
    const auto found = card(words, "sk");
    ASSERT_TRUE(found) << words;
    EXPECT_EQ(found->id, "social-innovation");
    EXPECT_EQ(found->other_name, "spoločenská inovácia");
    EXPECT_EQ(found->preferred, "sociálna inovácia");
    EXPECT_EQ(found->name_lang, "sk");
  }
  EXPECT_EQ(card("Sozialunternehmen", "de")->preferred, "soziales Unternehmen");
}

TEST(DefinitionCard, StaysAwayWhereMoreOrElseIsAsked) {
  for (const char* words : {"", "je", "čo je", "sociálna inovácia Prešov", "sociálna inovácia v školstve", "-inovácia",
                            "sociálna inovácia OR bývanie", "Slovensko", "xyzkvak"})
    EXPECT_FALSE(card(words, "sk")) << words;
  EXPECT_FALSE(bundled()->search({.words = "sociálna inovácia", .lang = "sk", .offset = 10}).card);
}

}  // namespace
}  // namespace pramen::query
