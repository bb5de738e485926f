"""Which comments bear out which outcomes?

    >>> import bearout
    >>> result = bearout.run(
    ...     outcomes=["The programme helps older residents to keep in touch online",
    ...               "The programme protects residents from fraud"],
    ...     comments=["My mother now sees her grandchildren online every week.",
    ...               "After the scam morning I recognised the fraud straight off."],
    ...     question="What has the programme done for you?")
    >>> {row["document"]: row["outcome"] for row in result.to_dicts("mappings") if row["band"] == "likely"}
    {'0': '1', '1': '2'}

``run`` does the whole job and gives a :class:`Result`; ``fit`` gives a :class:`Model` that scores what comes in later;
:class:`Statistics` of shards add up, in any order. ``bearout.sklearn`` has an estimator, ``bearout.spark`` the job on a cluster.

What can't be done raises :class:`Error` with the one line that the command line says. Ctrl-C stops whatever is under way.
"""

from ._core import Error
from ._model import Model, Statistics, fit, load, run
from ._result import Result, open_results
from ._version import __version__

Error.__module__ = "bearout"  # where it is pickled from
Error.__doc__ = "What ends a run: one line that says where, what, and what to do. A ValueError."

__all__ = ["Error", "Model", "Result", "Statistics", "__version__", "fit", "load", "open_results", "run"]
