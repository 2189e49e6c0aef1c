"""One readable log for the tests of search."""

LOG = """\
Legend:
- 📜: papers
- 📰: blog posts, project pages
- 🧪: code, experiments

09/25/2024
- 📜[Scaling Laws for Sparse Autoencoders](https://arxiv.org/pdf/2406.04093)
    - Dead latents vanish with an auxiliary loss
- 📰[Mechanistic Interpretability, explained](https://www.distill.pub/circuits/zoom-in)

09/02/2024
- 📜[Training Models to Self-Correct](https://arxiv.org/pdf/2409.12917v2)
    - The policy gradient collapses without shaping
- 🧪[Wrote a PlanBench harness](https://github.com/someone/harness)

06/24/2024
- 📜[Direct Preference Optimization](https://arxiv.org/abs/2305.18290)
    - Beats the policy gradient
- Read about naïve Bayes
- 📰[学习了正则表达式](https://example.org/日志)

12/31/2023
- 🧪[Chapter 1.2 of the course](./projects/chapter12)
- 📰[Réseaux de neurones quantifiés](https://example.org/reseaux)
"""
