#include "query/hit_texts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pramen::query {

HitTexts::HitTexts(const Generation& generation, const Request& request, std::string_view reader,
                   const std::vector<QueryItem>& items, const Planner& planner)
    : generation_(generation), request_(request), reader_(reader), items_(items), planner_(planner) {
  collect(items, false);
}

// Words are numbered as leaves() gives them.
void HitTexts::collect(const std::vector<QueryItem>& items, bool excluded) {
  for (const QueryItem& item : items) {
    const bool left_out = excluded || item.excluded;
    if (!left_out && planner_.wants(Tier::concepts)) {
      add_wanted(item.meant.subjects, item.kind == QueryItem::Kind::word ? item.meant.items : 0);
      add_wanted(item.meant.within, 1);
    }
    for (const QueryWord& word : item.words) {
      typed_.push_back(word.text);
      stop_words_.push_back(std::ranges::all_of(word.readings, [](const Reading& one) { return one.word->stop; }));
      unmarked_.push_back(stop_words_.back() && item.kind == QueryItem::Kind::word);
    }
    if (!left_out) wanted_words_ += item.words.size();
    collect(item.items, left_out);
  }
}

// `words`: from the next one.
void HitTexts::add_wanted(std::span<const indexer::Subject> named, std::size_t words) {
  if (named.empty()) return;
  wanted_.push_back({.first = typed_.size(), .words = words, .subjects = generation_.concepts.with_narrower(named)});
}

std::string HitTexts::label(indexer::Subject subject) const {
  return std::string(generation_.concepts.label(subject, request_.lang.empty() ? reader_ : request_.lang));
}

namespace {

// One of them stands where the token does.
bool is_marked(const std::vector<MatchedToken>& tokens, const MatchedToken& token) {
  return std::ranges::any_of(
      tokens, [&](const MatchedToken& other) { return other.begin < token.end && token.begin < other.end; });
}

std::size_t different_words(const std::vector<MatchedToken>& tokens) {
  std::set<std::size_t> words;
  for (const MatchedToken& token : tokens) words.insert(token.word);
  return words.size();
}

}  // namespace

TextMatch HitTexts::best(const corpus::Record& record, Row row) const {
  std::string_view own;
  record.text_in(reader_, &own);
  TextMatch best = match(record, row, own);
  if (request_.sort == Sort::title) return best;  // the title shown is the one sorted by
  for (const auto& [lang, text] : record.texts) {
    if (best.answered >= 2 * wanted_words_) break;
    if (lang == own) continue;
    TextMatch other = match(record, row, lang);
    if (other.answered > best.answered) best = std::move(other);
  }
  return best;
}

TextMatch HitTexts::match(const corpus::Record& record, Row row, std::string_view lang) const {
  const auto& [code, text] = *record.texts.find(lang);
  PassageText passage(text);
  TextMatch match{.lang = code, .text = &text, .plain = {}, .in_plain = {}, .reasons = {}};
  const Matcher* matcher = matcher_of(lang);
  if (matcher == nullptr) {
    match.plain = std::move(passage.text);
    return match;
  }
  std::map<std::size_t, Reason> closest;  // by word of the query
  const auto note = [&](std::string_view in, const std::vector<MatchedToken>& tokens) {
    for (const MatchedToken& token : tokens) {
      const auto known = closest.find(token.word);
      if (known != closest.end() && known->second.closeness <= token.closeness) continue;
      closest[token.word] = {typed_[token.word],
                             std::string(in.substr(token.word_begin, token.word_end - token.word_begin)),
                             token.closeness};
    }
  };
  const std::size_t number = generation_.tokens.number(lang);
  std::size_t alternative = 0, attached = 0;
  std::vector<FieldText> fields;
  AttachmentMatch best;
  bool of_text = false;
  for (indexer::FieldReader field = generation_.tokens.fields(row); field.next();) {
    FieldText& in = fields.emplace_back();
    // What is in another language belongs to the body before it.
    const bool foreign = field.kind() == indexer::FieldKind::foreign;
    if (!foreign) of_text = field.language() == number;
    if (!of_text) continue;
    switch (field.kind()) {
      case indexer::FieldKind::title:
      case indexer::FieldKind::opening: in.text = text.title; break;
      case indexer::FieldKind::alternative:
        if (alternative < text.alternative.size()) in.text = text.alternative[alternative++];
        break;
      case indexer::FieldKind::summary: in = {text.summary, true, 0}; break;
      case indexer::FieldKind::foreign:
      case indexer::FieldKind::body: in = {passage.body(), true, passage.body_begin}; break;
      case indexer::FieldKind::attachment:
        // Long texts, so they are looked at for words only that the others lack.
        if (attached >= text.attachments.size() || closest.size() == wanted_words_) continue;
        if (auto found = match_attachment(text.attachments[attached++], *matcher, field)) {
          note(found->text, found->tokens);
          if (best.attachment == nullptr) best.words = different_words(match.in_plain);
          if (found->words > best.words) best = std::move(*found);
        }
        continue;
    }
    const Matcher* reader = foreign ? matcher_of(generation_.schema.languages()[field.language()]) : matcher;
    if (reader == nullptr) continue;
    std::vector<MatchedToken> tokens = reader->match(field, in.text);
    note(in.text, tokens);
    if (!in.shown) continue;
    for (MatchedToken& token : tokens) {
      token.move(in.shift);
      if (!foreign || !is_marked(match.in_plain, token)) match.in_plain.push_back(token);
    }
  }
  // That a stop word was found tells nothing beside other words, and to mark it hides them.
  const bool only_stop_words = std::ranges::all_of(closest, [&](const auto& one) { return stop_words_[one.first]; });
  for (auto& [word, reason] : closest) {
    if (only_stop_words || !stop_words_[word]) match.reasons.push_back(reason);
  }
  if (!only_stop_words) {
    for (std::vector<MatchedToken>* tokens : {&match.in_plain, &best.tokens})
      std::erase_if(*tokens, [&](const MatchedToken& token) { return unmarked_[token.word]; });
  }
  match.answered = 2 * closest.size();
  add_concepts(row, fields, closest, match);
  match.plain = std::move(passage.text);
  if (best.attachment != nullptr) {
    match.attachment = best.attachment;
    match.plain = std::move(best.text);
    match.in_plain = std::move(best.tokens);
  }
  return match;
}

std::optional<HitTexts::AttachmentMatch> HitTexts::match_attachment(const corpus::Attachment& attachment,
                                                                    const Matcher& matcher,
                                                                    const indexer::FieldReader& field) const {
  if (attachment.text_hash.empty() || field.heads().size() == 0) return std::nullopt;
  AttachmentMatch match{.attachment = &attachment,
                        .text = generation_.index.metadata(indexer::attachment_key(attachment.text_hash)),
                        .tokens = {}};
  match.tokens = matcher.match(field, match.text);
  match.words = different_words(match.tokens);
  return match;
}

// Concepts matter where a record lacks words that name them; what stands for them is marked there.
void HitTexts::add_concepts(Row row, const std::vector<FieldText>& fields, const std::map<std::size_t, Reason>& closest,
                            TextMatch& match) const {
  std::size_t named = 0;  // up to this word of the query the record's concepts are told
  for (const Wanted& wanted : wanted_) {
    if (wanted.first < named) continue;  // within a longer name: "enterprise" in "social enterprise"
    std::size_t missing = 0;
    for (std::size_t i = 0; i < wanted.words; ++i) missing += closest.contains(wanted.first + i) ? 0 : 1;
    if (missing == 0 && wanted.words > 0) continue;
    const Reason* said = nullptr;
    for (const indexer::Concepts::Occurrence& one : occurrences(row)) {
      if (one.field >= fields.size() || one.end > fields[one.field].text.size() ||
          !std::ranges::binary_search(wanted.subjects, one.subject))
        continue;
      const FieldText& in = fields[one.field];
      if (said == nullptr) {
        said = &match.reasons.emplace_back(Reason{
            label(one.subject), std::string(in.text.substr(one.begin, one.end - one.begin)), Closeness::concepts});
      }
      MatchedToken token{one.begin, one.end, one.begin, one.end, wanted.first, Closeness::concepts};
      token.move(in.shift);
      if (in.shown && !is_marked(match.in_plain, token)) match.in_plain.push_back(token);
    }
    if (said == nullptr) {
      const auto by_facts = std::ranges::find_if(wanted.subjects, [&](indexer::Subject subject) {
        return std::ranges::binary_search(generation_.concepts.rows(subject), row);
      });
      if (by_facts == wanted.subjects.end()) continue;
      match.reasons.push_back({label(*by_facts), {}, Closeness::concepts});
    }
    match.answered += missing;
    named = wanted.first + wanted.words;
  }
  std::ranges::stable_sort(match.in_plain, {}, &MatchedToken::begin);
}

const std::vector<indexer::Concepts::Occurrence>& HitTexts::occurrences(Row row) const {
  if (occurrences_of_ != row) {
    occurrences_ = generation_.concepts.occurrences(row);
    occurrences_of_ = row;
  }
  return occurrences_;
}

const Matcher* HitTexts::matcher_of(std::string_view lang) const {
  const stemmers::Language* language = generation_.languages.find(lang);
  if (language == nullptr || items_.empty()) return nullptr;
  const auto known = matchers_.find(lang);
  if (known != matchers_.end()) return &known->second;
  return &matchers_.try_emplace(std::string(lang), items_, *language, planner_, generation_.forms).first->second;
}

}  // namespace pramen::query
