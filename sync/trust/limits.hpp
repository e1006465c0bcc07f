#pragma once

#include <cstddef>
#include <cstdint>

namespace bildungskiosk::trust {

// Every number that bounds what foreign metadata can make the client do. The lengths are those of the reference
// implementation (python-tuf), which the specification leaves to the client ("some fixed maximum").
inline constexpr std::uint64_t kRootBytesMax = 512'000;
inline constexpr std::uint64_t kTimestampBytesMax = 16'384;
inline constexpr std::uint64_t kSnapshotBytesMax = 2'000'000;  // a length signed in timestamp.json lowers it
inline constexpr std::uint64_t kTargetsBytesMax = 5'000'000;   // a length signed in the snapshot lowers it

/// New roots taken in one refresh; each is kept, so the next refresh goes on from there.
inline constexpr int kRootRotationsMax = 256;
/// Delegated roles loaded in one walk, top-level targets not counted.
inline constexpr int kDelegatedRolesMax = 32;
/// How far past a hole in the chain of roots we look to tell "a root is missing" from "wrong signature".
inline constexpr int kMissingRootProbes = 8;

inline constexpr int kJsonDepthMax = 32;
/// Values in one document; bounds memory, which a file of nothing but "[0,0,0…" would multiply by thirty.
inline constexpr std::size_t kJsonValuesMax = 400'000;

inline constexpr std::size_t kSignaturesMax = 64;
inline constexpr std::size_t kKeysMax = 256;
inline constexpr std::size_t kDelegationsMax = 4'096;  // roles listed by one role; 32 of them are ever loaded
inline constexpr std::size_t kPatternsMax = 4'096;     // paths or hash prefixes of one delegated role
inline constexpr std::size_t kRoleNameBytesMax = 128;
/// Of a role's percent-encoded name: with "<version>." before it and ".json.tmp" after it, it is one file name, of
/// which every filesystem takes 255 bytes.
inline constexpr std::size_t kEncodedRoleNameBytesMax = 220;
inline constexpr std::size_t kTargetPathBytesMax = 512;

/// NIST SP 800-131A: RSA keys shorter than this are not accepted.
inline constexpr int kRsaBitsMin = 2'048;
/// Longer ones only cost time: a hostile 64-kbit key would keep the terminal busy for minutes.
inline constexpr int kRsaBitsMax = 8'192;

}  // namespace bildungskiosk::trust
