"""Made-up Chinese names: common surnames with characters that given names are made of.

Nobody is meant by them; a likeness is chance.
"""

from __future__ import annotations

from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹"
    "彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚英华建文辉力玲桂兰"
    "健鹏飞红雪梅琳晨浩宇轩佳怡欣然子涵雨萱梓一诺思远志国海燕波宁晓慧颖洁倩"
)
_ONE_CHARACTER = 0.35


def made_up_names(count: int, random: Random) -> list[str]:
    """As many different names as asked for."""
    names: dict[str, None] = {}
    while len(names) < count:
        length = 1 if random.random() < _ONE_CHARACTER else 2
        given = "".join(_one_of(_GIVEN, random) for _ in range(length))
        names[_one_of(_SURNAMES, random) + given] = None
    return list(names)


def _one_of(characters: str, random: Random) -> str:
    return characters[int(random.random() * len(characters))]
