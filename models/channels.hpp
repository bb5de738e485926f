#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bearout::models {

/// The ways in which a passage can come near an outcome. Each is a sum over the passage's distinct stems of a
/// figure that stem and outcome have in common, brought to scale by what the passage is made of; so each can
/// say which words gave how much.
enum class Channel : std::uint8_t {
  words,         ///< cosine with the outcome's row, contrasted with the list and widened by near words
  parts,         ///< cosine over character n-grams of the stems
  meaning,       ///< cosine of mean word vectors, after the corpus' own mean was taken away
  alike,         ///< share of the passage that has a near word in the outcome
  self_trained,  ///< naive Bayes, learned from the corpus with the first matcher's probabilities, times its
                 ///< trust
  smoothed,      ///< mean root probability of the passage's terms over the corpus
  neighbours,    ///< mean root probability of the nearest landmarks, times how coherent such neighbours are
};
inline constexpr std::size_t kChannels = 7;
/// The channels that are sums over terms, with a figure for each term and outcome; the last one sums over
/// neighbours.
inline constexpr std::size_t kTermChannels = 6;
/// The channels that need nothing but the passage and the list; the others learn from the corpus.
inline constexpr std::size_t kFirstChannels = 4;

/// Names in files and for people, in the order of the enumeration.
inline constexpr std::array<std::string_view, kChannels> kChannelNames{
    "words", "parts", "meaning", "alike", "self_trained", "smoothed", "neighbours"};

}  // namespace bearout::models
