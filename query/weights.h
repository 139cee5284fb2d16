// What decides the order of hits, in one place and with its reasons. The figures are means over
// test sets of 114 to 1,774 queries in six languages (docs/performance.md); tests/relevance shows what a change
// does to the records that the project ships.
#pragma once

namespace pramen::query {

// BM25. k3 does not matter: no word is asked for twice. b is between what law and people want: at 0.8 English law gains
// .006 and lessons .002, but of 1,824 names of the project's own records, asked for as they are, .904 lead to their record
// first instead of .912, since organisations that mention a project are shorter than its own record; at 0.5 law loses
// .006. A least length of 0.5 (of the mean) loses .004 in law, where a paragraph is the answer. k1 from 1 to 2
// changes no mean by more than .004.
inline constexpr double bm25_k1 = 1.5, bm25_b = 0.6, bm25_min_length = 0.2;

// What a tier adds to a record's score, each saturated for itself. Every word that is found scores by its base form
// without marks; closer forms and the title add to it. How rare a word is, is counted among the records of its
// language, and nothing it finds is rarer than the word itself (level_rarities() in loop.h).
//
// One saturation over the weighted frequencies of all tiers (as BM25F: Robertson, Zaragoza and Taylor,
// 2004) gains .005 in long queries and loses .016 in short German ones.
inline constexpr double folded_weight = 1;
// Small: they only decide between records that have the word anyway. exact at 0.5 loses .011 (law sk),
// lemma at 1 loses .004; 0 gains as much, but then Büch ranks Buch beside Bücher.
inline constexpr double lemma_weight = 0.25, exact_weight = 0.25, spelling_weight = 0.2;
// Of records whose title is cut from their text 0.4 ranks English law better by .003. With titles of their own 0.7 leads
// more names to their record, and definitions to who asks what a thing is: they are named after it. 0 loses .011 in
// Slovak law.
inline constexpr double title_weight = 0.7;
// From 0.3 to 0.6 no mean changes by more than .001.
inline constexpr double part_weight = 0.5;
// 0.6 loses .003 to .009; 1.5 gains .002 in law, and the project's own records have .843 of theirs among the first five
// instead of .85.
inline constexpr double family_weight = 1.25;
// A stop word beside other words. At 1 questions rank by their "what is"; at 0 long English queries lose .012 and of the
// project's own records .845 instead of .85 are among the first five.
inline constexpr double stop_word_weight = 0.3;
// Forms within a mistake or two of a word typed with ~. Their group holds the word's own forms too.
inline constexpr double similar_weight = 0.5;
// Forms that only look like a word, for records that hold some of the words: gains .04 in long queries;
// at 1 a third less. Where it could answer a query by itself, short ones lost .025.
inline constexpr double alike_weight = 2;
// In place of them, for a word that stands nowhere, what the word counts that was most likely meant: of long queries
// with a mistyped word 99 % of the score is kept instead of 96 %, of short German ones 92 % instead of 82 %.
inline constexpr double respelled_weight = 1;
// A concept that words of the query name: what it adds to them in a record that holds both, and what it counts where a
// record has it without the words, as most in other languages do. Among records that hold all words 2.5 loses .011 in
// Slovak law, where the same concept in other words is not what is asked for; among those that hold some of them of 350
// queries in one language for records in another 89 % succeed among the first ten, and at 2 as many, but fewer
// Hungarian ones; at 3 records in other languages push away those that were asked for.
inline constexpr double concept_weight = 0.4, concept_alone_weight = 0.9, concept_of_some_weight = 2.5;
// A concept below it, to what the concept itself counts.
inline constexpr double narrower_share = 0.3;

}  // namespace pramen::query
