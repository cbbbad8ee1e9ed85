"""Any .docx, ours or not, held against Nghị định 30/2020/NĐ-CP, Phụ lục I: checked, shown, mended, and proved unchanged.

``reading`` makes a ``WordDocument`` of the bytes, ``components`` finds the ô 1 to 14 in it, ``rules`` judges them, ``writing``
tells the findings as SARIF, as Word comments or on pictures of the pages, ``fixing`` mends what can be mended.
"""
