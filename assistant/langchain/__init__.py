"""Dateline as parts of LangChain, for chains and agents of other programs.

``Assistant.as_runnable``, ``as_retriever`` and ``as_tool`` make them.
"""
