#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace bildungskiosk::base {

/// Hands items from one thread to another in their order. Who puts in waits while it is full, who takes out while it is
/// empty; `close` lets both go. Every method from any thread; it must outlive the threads that use it.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t count_max) : count_max_(count_max) {}

  /// False when the queue is closed; the item is gone then.
  [[nodiscard]] bool push(T item) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || items_.size() < count_max_; });
      if (closed_) return false;
      items_.push_back(std::move(item));
    }
    changed_.notify_all();
    return true;
  }

  /// The oldest item; nothing when the queue is closed and empty.
  [[nodiscard]] std::optional<T> pop() {
    std::optional<T> item;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || !items_.empty(); });
      if (items_.empty()) return item;
      item.emplace(std::move(items_.front()));
      items_.pop_front();
    }
    changed_.notify_all();
    return item;
  }

  /// From now on nothing is put in. What is in it may still be taken out. From either side, also twice.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
  }

 private:
  const std::size_t count_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool closed_ = false;
};

}  // namespace bildungskiosk::base
