using MailingList.Core.Admission;

namespace MailingList.Core.Tests.Admission;

public sealed class ConclusionTests
{
    private static readonly Verdict Taken = new Verdict.Accept();
    private static readonly Verdict Refused = new Verdict.Reject("5.7.1", "only subscribers", "posting");
    private static readonly Verdict Dropped = new Verdict.Discard("a worm", "header");

    [Fact]
    public void What_nobody_refuses_is_taken_for_all()
    {
        Assert.Same(Conclusion.Taken, Conclusion.Of([("a@x", Taken), ("b@x", Taken)], hasOthers: false));
    }

    [Fact]
    public void What_all_refuse_is_refused_and_the_sender_hears_of_it_even_where_some_only_drop_it()
    {
        Conclusion conclusion = Conclusion.Of([("a@x", Dropped), ("b@x", Refused)], hasOthers: false);

        Assert.Same(Refused, conclusion.Verdict);
        Assert.Empty(conclusion.TakenOut);
        Assert.Same(Dropped, Conclusion.Of([("a@x", Dropped)], hasOthers: false).Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_refuses_what_others_get_is_taken_out(bool hasOthers)
    {
        (string, Verdict)[] judged = hasOthers ? [("a@x", Refused), ("b@x", Dropped)] : [("a@x", Refused), ("b@x", Dropped), ("c@x", Taken)];
        Conclusion conclusion = Conclusion.Of(judged, hasOthers);

        Assert.IsType<Verdict.Accept>(conclusion.Verdict);
        Assert.Equal(["a@x", "b@x"], conclusion.TakenOut);
    }
}
