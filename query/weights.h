// What decides the order of hits, in one place and with its reasons. The figures are means over
// test sets of 114 to 1,774 queries in six languages (docs/performance.md); tests/relevance shows what a change
// does to the records that the project ships.
#pragma once

namespace pramen::query {

// BM25. k3 does not matter: no word is asked for twice. k1 from 0.8 to 2 and b from 0.3 to 0.75
// change no mean by more than .004.
inline constexpr double bm25_k1 = 1.2, bm25_b = 0.5, bm25_min_length = 0.5;

// What a tier adds to a record's score, each saturated for itself. Every word that is found scores by its base form
// without marks; closer forms and the title add to it.
//
// One saturation over the weighted frequencies of all tiers (as BM25F: Robertson, Zaragoza and Taylor,
// 2004) gains .005 in long queries and loses .016 in short German ones.
inline constexpr double folded_weight = 1;
// Small: they only decide between records that have the word anyway. exact at 0.5 loses .011 (law sk),
// lemma at 1 loses .004; 0 gains as much, but then Büch ranks Buch beside Bücher.
inline constexpr double lemma_weight = 0.3, exact_weight = 0.1, spelling_weight = 0.09;
// Of records whose title is cut from their text 0.2 ranks long queries better by .003 to .008. With titles of
// their own 0.5 is better where somebody asks what a thing is: the definition is named after it. 0 loses .011 in Slovak
// law.
inline constexpr double title_weight = 0.5;
// 0.8 loses .005 in German law.
inline constexpr double part_weight = 0.4;
// 0.5 loses .002 to .015.
inline constexpr double family_weight = 1;
// Forms within a mistake or two of a word typed with ~. Their group holds the word's own forms too.
inline constexpr double similar_weight = 0.5;
// Forms that only look like a word, for records that hold some of the words: gains .03 in long queries;
// at 0.7 a fifth less. Where it could answer a query by itself, short ones lost .025.
inline constexpr double alike_weight = 1;
// A concept that words of the query name: what it adds to them in a record that holds both, and what it counts where a
// record has it without the words, as most in other languages do. Among records that hold all words 2.5 loses .011 in
// Slovak law, where the same concept in other words is not what is asked for; among those that hold some of them 3
// gains .019 in long Slovak queries, and of 350 queries in one language for records in another 83 % instead of 80 %
// succeed among the first ten. At 4 the long ones lose again.
inline constexpr double concept_weight = 0.5, concept_alone_weight = 1.5, concept_of_some_weight = 3;
// The same where a record need not hold all words, and has no text in the query's language, so that it can hold none of
// them. Of the 350 queries 87 % succeed instead of 83 %, and the 120 of tests/relevance have .846 of their records
// among the first five instead of .838; at 5 records in other languages push away those that were asked for. Among
// records that hold all words it would put other languages before the reader's own.
inline constexpr double concept_of_some_elsewhere_weight = 4;
// A concept below it, to what the concept itself counts.
inline constexpr double narrower_share = 0.3;

}  // namespace pramen::query
