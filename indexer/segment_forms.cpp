#include "indexer/segment_forms.h"

#include <algorithm>
#include <memory>
#include <queue>
#include <span>

#include "indexer/sections.h"

namespace pramen::indexer {
namespace {

// The forms of one segment, read from the front.
class FormsOfSegment {
 public:
  explicit FormsOfSegment(const std::filesystem::path& folder)
      : file_(folder / "forms"),
        text_(file_.bytes("text")),
        text_at_(file_.numbers<std::uint32_t>("text_at")),
        records_(file_.numbers<std::uint32_t>("records")),
        title_records_(file_.numbers<std::uint32_t>("title_records")),
        words_(file_.numbers<std::uint32_t>("words")) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  CountedForm form(std::uint32_t i) const {
    return {text_.substr(text_at_[i], text_at_[i + 1] - text_at_[i]), records_[i], title_records_[i], words_[i]};
  }

 private:
  const Sections file_;
  std::string_view text_;
  std::span<const std::uint32_t> text_at_, records_, title_records_, words_;
};

}  // namespace

void FormCounts::resize(std::size_t forms) {
  records.resize(forms);
  title_records.resize(forms);
  words.resize(forms);
}

void FormCounts::shrink() {
  records.shrink_to_fit();
  title_records.shrink_to_fit();
  words.shrink_to_fit();
}

void FormCounts::take_once(std::vector<std::uint32_t>& forms, std::vector<std::uint32_t>& from) {
  std::ranges::sort(forms);
  const auto same = std::ranges::unique(forms);
  forms.erase(same.begin(), same.end());
  for (const std::uint32_t form : forms) --from[form];
}

MergedForms::MergedForms(const std::vector<std::filesystem::path>& segments) {
  std::vector<std::unique_ptr<const FormsOfSegment>> parts;
  for (const std::filesystem::path& segment : segments) {
    parts.push_back(std::make_unique<const FormsOfSegment>(segment));
    places_.emplace_back().reserve(parts.back()->size());
  }
  struct Next {
    CountedForm form;
    std::size_t part;
  };
  const auto later = [](const Next& a, const Next& b) { return a.form.text > b.form.text; };
  std::priority_queue<Next, std::vector<Next>, decltype(later)> queue(later);
  const auto push = [&](std::size_t part) {
    const auto at = static_cast<std::uint32_t>(places_[part].size());
    if (at < parts[part]->size()) queue.push({parts[part]->form(at), part});
  };
  for (std::size_t part = 0; part < parts.size(); ++part) push(part);
  while (!queue.empty()) {
    const Next next = queue.top();
    queue.pop();
    add(next.form);
    places_[next.part].push_back(static_cast<std::uint32_t>(size() - 1));
    push(next.part);
  }
  text_.shrink_to_fit();
  text_at_.shrink_to_fit();
  counts.shrink();
}

void MergedForms::write(const std::filesystem::path& path) const {
  SectionWriter file(path);
  file.begin("text");
  file.append(text_);
  file.add("text_at", text_at_);
  file.add("records", counts.records);
  file.add("title_records", counts.title_records);
  file.add("words", counts.words);
  file.finish();
}

void MergedForms::add(const CountedForm& counted) {
  if (size() == 0 || form(size() - 1) != counted.text) {
    text_ += counted.text;
    text_at_.push_back(static_cast<std::uint32_t>(text_.size()));
    counts.resize(size());
  }
  counts.records.back() += counted.records;
  counts.title_records.back() += counted.title_records;
  counts.words.back() += counted.words;
}

}  // namespace pramen::indexer
