import bisect
import heapq

heap = [5, 2, 8, 1, 9]
heapq.heapify(heap)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 7), heap)
print(heapq.nlargest(2, [3, 1, 4], key=lambda n: -n), heapq.nsmallest(2, "hello"), list(heapq.merge([1, 4], [2, 3])))
tasks = []
for order, (priority, name) in enumerate([(2, "code"), (1, "eat"), (3, "sleep"), (1, "drink")]):
    heapq.heappush(tasks, (priority, order, name))
print([heapq.heappop(tasks)[2] for _ in range(4)])
scores = [10, 20, 20, 30]
print(bisect.bisect_left(scores, 20), bisect.bisect(scores, 20), bisect.bisect_left(scores, 99))
bisect.insort(scores, 25)
print(scores)


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in (33, 99, 77, 70, 89, 90, 100)])
