"""Articles that tests of drafted questions draw on."""

from __future__ import annotations

from index.types import Article


def article(key: str, text: str, title: str = "") -> Article:
    return Article(id=key, text=text, title=title)


LIBRARY = article(
    "library",
    "Ada Crane leads the Northgate Library in Millport. The Northgate Library was founded in 1912"
    " by a group of weavers. “Our readers borrow mystery novels by the basket every winter,” said"
    " the head librarian, Ada Crane. About 14,000 readers visited the building in Millport, which"
    " was painted green.\n\nThe Northgate Library has 32 reading rooms. It employs six people.",
    "Northgate Library turns its page",
)
FERRY = article(
    "ferry",
    "The ferry to Sandness was launched in May 2019. “The engine drinks seawater and dreams of"
    " diesel,” joked Captain Tom Bell, who steers it. “The harbour of Sandness froze twice before"
    " the fishermen noticed,” Tom Bell said. Tickets cost $12 in Sandness.",
    "Sandness ferry sails again",
)
MARKET = article(
    "market",
    "Traders in Wexcombe sold 900 pumpkins at the autumn fair. “Pumpkins roll downhill faster than"
    " their growers can run,” said Olive Marsh. A storm closed the market hall of Wexcombe in"
    " October 2021. There are 40 stalls in Wexcombe.",
    "Wexcombe counts its pumpkins",
)
ARTICLES = (LIBRARY, FERRY, MARKET)
