using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks.Filter;

/// <summary>Everything about refusing while the sender is still on the line.</summary>
internal static class Filtering
{
    /// <summary>The part, by which it can be asked for.</summary>
    internal const string Part = "milter";

    internal static IEnumerable<Row> Measure(string folder, string executable, string meter)
    {
        foreach (Row row in RecipientCheck.Measure(folder))
        {
            yield return row;
        }

        using var agent = new AgentOfMillion(folder, executable);
        using var idle = new IdleFilter(Path.Combine(folder, "continue.sock"));
        foreach (Row row in RecipientAnswers.ThroughTheSocket(agent, idle.Socket))
        {
            yield return row;
        }

        IEnumerable<Row> through = Postfix.WhyNot is { } why
            ? [Row.LeftOut(ThroughPostfix.WhatContinue, why), Row.LeftOut(ThroughPostfix.WhatNone, why)]
            : ThroughPostfix.Measure(agent, idle, folder, meter);
        foreach (Row row in through)
        {
            yield return row;
        }
    }
}
